import { solveChain } from './absorbing-chain.ts';

export const ATTRIBUTION_MODELS = ['first', 'last', 'linear', 'position', 'shapley', 'markov'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/** Of the position model: the first touch, and the last. What is between shares the rest. */
const END_SHARE = 0.4;
const START = 0;

/** One order in which channels were touched, and what came of it however many went that way. */
export interface TouchPath {
  /** In the order of time, at least one. */
  channels: readonly string[];
  conversions: number;
  /** Who went this way and did not convert. */
  nulls: number;
  /** What the conversions brought, in any one unit. */
  value: number;
}

export interface Credit {
  conversions: number;
  value: number;
}

/**
 * How a model divides conversions, and their value, among channels. Every model gives away all there is, neither more
 * nor less; channels without a part are left out.
 */
export function creditChannels(paths: readonly TouchPath[], model: AttributionModel): Map<string, Credit> {
  if (model === 'markov') return creditByRemoval(paths);
  const credits = new Map<string, Credit>();
  for (const { channels, conversions, value } of paths) {
    if (conversions === 0) continue;
    for (const [channel, share] of shareOut(channels, model))
      add(credits, channel, conversions * share, value * share);
  }
  return credits;
}

/** The part of each touch, in order. A channel that was touched twice has two. */
function shareOut(
  channels: readonly string[],
  model: Exclude<AttributionModel, 'markov'>,
): (readonly [string, number])[] {
  const last = channels.length - 1;
  switch (model) {
    case 'first':
      return channels.slice(0, 1).map((channel) => [channel, 1]);
    case 'last':
      return channels.slice(-1).map((channel) => [channel, 1]);
    case 'linear':
      return channels.map((channel) => [channel, 1 / channels.length]);
    case 'shapley': {
      // Of the game in which a set of channels wins the conversions that need no other: every player of one is alike.
      const unique = [...new Set(channels)];
      return unique.map((channel) => [channel, 1 / unique.length]);
    }
    case 'position': {
      if (last < 2) return channels.map((channel) => [channel, 1 / channels.length]);
      const between = (1 - 2 * END_SHARE) / (last - 1);
      return channels.map((channel, place) => [channel, place === 0 || place === last ? END_SHARE : between]);
    }
  }
}

/** Each channel by how many conversions would be lost without it, as a part of what all would lose. */
function creditByRemoval(paths: readonly TouchPath[]): Map<string, Credit> {
  const { effects } = removalEffects(paths);
  const sum = [...effects.values()].reduce((total, effect) => total + effect, 0);
  const credits = new Map<string, Credit>();
  if (sum === 0) return credits;
  const conversions = paths.reduce((total, path) => total + path.conversions, 0);
  const value = paths.reduce((total, path) => total + path.value, 0);
  for (const [channel, effect] of effects)
    if (effect > 0) add(credits, channel, (conversions * effect) / sum, (value * effect) / sum);
  return credits;
}

/**
 * The share of paths that convert in the Markov chain of their steps, and which part of that is lost without each
 * channel. Source: Anderl et al. 2016, mapping the customer journey; solved exactly, not by simulation.
 */
export function removalEffects(paths: readonly TouchPath[]): { base: number; effects: Map<string, number> } {
  const channels = [...new Set(paths.flatMap((path) => path.channels))];
  if (channels.length === 0) return { base: 0, effects: new Map() };
  const { base, without } = solveChain(chainOf(paths, channels));
  const effects = channels.map((channel, place): [string, number] => [
    channel,
    base === 0 ? 0 : 1 - (without[place + 1] ?? base) / base,
  ]);
  return { base, effects: new Map(effects) };
}

function chainOf(paths: readonly TouchPath[], channels: string[]) {
  const stateOf = new Map(channels.map((channel, place) => [channel, place + 1]));
  const counts = Array.from({ length: channels.length + 1 }, () =>
    new Array<number>(channels.length + 1).fill(0),
  );
  const converted = new Array<number>(channels.length + 1).fill(0);
  const left = new Array<number>(channels.length + 1).fill(0);
  for (const path of paths) {
    const went = path.conversions + path.nulls;
    let from = START;
    for (const channel of path.channels) {
      const to = stateOf.get(channel) ?? START;
      const row = counts[from];
      if (row) row[to] = (row[to] ?? 0) + went;
      left[from] = (left[from] ?? 0) + went;
      from = to;
    }
    converted[from] = (converted[from] ?? 0) + path.conversions;
    left[from] = (left[from] ?? 0) + went;
  }
  const share = (count: number, state: number) => (left[state] ? count / left[state] : 0);
  return {
    moves: counts.map((row, state) => row.map((count) => share(count, state))),
    converts: converted.map(share),
  };
}

function add(credits: Map<string, Credit>, channel: string, conversions: number, value: number): void {
  const known = credits.get(channel) ?? { conversions: 0, value: 0 };
  credits.set(channel, { conversions: known.conversions + conversions, value: known.value + value });
}
