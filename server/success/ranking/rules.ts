import { FACTORS, type Factor, type RankingInput } from '../schema/ranking.ts';
import { type InputValues, RANKING_INPUTS } from './inputs.ts';
import { type Knots, knotsOf, placeOf } from './standing.ts';

const MAX_SCORE = 100;
/** What is not known counts as average. */
const AVERAGE_PLACE = 0.5;
// Nobody is worth nothing for one weak factor alone.
const LOWEST_FACTOR = 0.02;

/** The exponents of the score; they add up to 1. Equal, until asks and referrals show that one should count more. */
export const FACTOR_WEIGHTS: Readonly<Record<Factor, number>> = {
  willingness: 0.25,
  success: 0.25,
  reach: 0.25,
  worth: 0.25,
};

/** How the company's living customers are spread, learned by a full refresh. Keys: input, factor. */
export interface Standards {
  /** Money is compared within its currency: `lifetimeValue:USD`. */
  inputs: Readonly<Record<string, Knots>>;
  factors: Readonly<Record<string, Knots>>;
}

export interface InputScore {
  value: number | null;
  /** Place among the living customers, 0 worst – 1 best; 0.5 where nothing is known. */
  place: number;
}

export interface Advocacy {
  /** 0–100, two decimals. */
  score: number;
  /** Each 0–1: the place of the account's mean among the living customers. */
  factors: Record<Factor, number>;
  inputs: Record<RankingInput, InputScore>;
}

export const RANKING_INPUT_NAMES = Object.keys(RANKING_INPUTS) as RankingInput[];

/** Learns the spread of every input and then of every factor from the living customers. */
export function learnStandards(
  customers: readonly { values: InputValues; currency: string | null }[],
): Standards {
  const seen = new Map<string, number[]>();
  for (const { values, currency } of customers) {
    for (const name of RANKING_INPUT_NAMES) {
      const value = values[name];
      if (value !== null) collect(seen, knotsKey(name, currency), value);
    }
  }
  const inputs = Object.fromEntries([...seen].map(([key, values]) => [key, knotsOf(values)]));
  const means = new Map<string, number[]>();
  for (const { values, currency } of customers) {
    const placed = placeInputs(values, currency, inputs);
    for (const factor of FACTORS) collect(means, factor, factorMean(factor, placed));
  }
  return {
    inputs,
    factors: Object.fromEntries([...means].map(([factor, values]) => [factor, knotsOf(values)])),
  };
}

function collect(seen: Map<string, number[]>, key: string, value: number): void {
  const values = seen.get(key);
  if (values) values.push(value);
  else seen.set(key, [value]);
}

function knotsKey(name: RankingInput, currency: string | null): string {
  return name === 'lifetimeValue' ? `${name}:${currency}` : name;
}

/**
 * Score = 100 × Π factorʷ: a weighted geometric mean, so that no strength makes up for a factor that is missing
 * altogether. Every factor is the account's place among the company's own customers, which makes the four
 * comparable and robust against outliers; unknown inputs count as average.
 */
export function scoreAdvocacy(values: InputValues, currency: string | null, standards: Standards): Advocacy {
  const inputs = placeInputs(values, currency, standards.inputs);
  const factors = {} as Record<Factor, number>;
  let logScore = 0;
  for (const factor of FACTORS) {
    const place = placeOf(standards.factors[factor] ?? [], factorMean(factor, inputs));
    factors[factor] = Math.max(LOWEST_FACTOR, place);
    logScore += FACTOR_WEIGHTS[factor] * Math.log(factors[factor]);
  }
  return { score: Math.round(MAX_SCORE * 100 * Math.exp(logScore)) / 100, factors, inputs };
}

function placeInputs(
  values: InputValues,
  currency: string | null,
  knots: Standards['inputs'],
): Record<RankingInput, InputScore> {
  const placed = {} as Record<RankingInput, InputScore>;
  for (const name of RANKING_INPUT_NAMES) {
    const value = values[name];
    placed[name] = {
      value,
      place: value === null ? AVERAGE_PLACE : placeAmong(name, value, currency, knots),
    };
  }
  return placed;
}

function placeAmong(
  name: RankingInput,
  value: number,
  currency: string | null,
  knots: Standards['inputs'],
): number {
  const place = placeOf(knots[knotsKey(name, currency)] ?? [], value);
  return RANKING_INPUTS[name].isLowerBetter ? 1 - place : place;
}

/** The weighted mean of a factor's inputs, unknown ones at the average. */
function factorMean(factor: Factor, inputs: Record<RankingInput, InputScore>): number {
  let total = 0;
  for (const name of RANKING_INPUT_NAMES) {
    if (RANKING_INPUTS[name].factor === factor) total += inputs[name].place * shareInFactor(name);
  }
  return total;
}

const FACTOR_TOTALS = Object.fromEntries(
  FACTORS.map((factor) => [
    factor,
    Object.values(RANKING_INPUTS)
      .filter((rule) => rule.factor === factor)
      .reduce((total, rule) => total + rule.weight, 0),
  ]),
);

/** The part of its factor's mean that an input decides. */
export function shareInFactor(name: RankingInput): number {
  const { factor, weight } = RANKING_INPUTS[name];
  return weight / (FACTOR_TOTALS[factor] ?? weight);
}
