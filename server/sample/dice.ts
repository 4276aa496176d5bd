import { randomNormal, randomPoisson } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

// The first numbers of close seeds resemble each other.
const DISCARDED = 8;

/** Repeatable chance: the same seed and stream give the same numbers on every machine. */
export interface Dice {
  /** In [0, 1). */
  roll(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  poisson(mean: number): number;
  /** Whole number in [low, high]. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  pickWeighted<Item>(items: readonly (readonly [Item, number])[]): Item;
}

export function createDice(seed: number, stream: number): Dice {
  const generator = xoroshiro128plus(mix(seed, stream));
  const roll = () => uniformFloat64(generator);
  for (let count = 0; count < DISCARDED; count += 1) roll();
  const normal = randomNormal.source(roll)(0, 1);
  const poisson = randomPoisson.source(roll);
  const between = (low: number, high: number) => low + Math.floor(roll() * (high - low + 1));
  return {
    roll,
    normal,
    poisson: (mean) => (mean > 0 ? poisson(mean)() : 0),
    between,
    chance: (probability) => roll() < probability,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    pickWeighted: (items) => pickWeighted(items, roll()),
  };
}

function mix(seed: number, stream: number): number {
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 0x7f4a7c15, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}

function pickWeighted<Item>(items: readonly (readonly [Item, number])[], roll: number): Item {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = roll * total;
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return itemAt(items, items.length - 1)[0];
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
