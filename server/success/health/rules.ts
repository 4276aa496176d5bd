import type { HealthBand } from '../../customers/index.ts';
import type { HealthInput, HealthMeasure, HealthProfile, Scoring } from '../schema/health.ts';

const DAY_MS = 86_400_000;
const MAX_SCORE = 100;
const MAX_TIER_POINTS = 10;
const BAND_SCORES = { good: 100, average: 50, poor: 0 };
const PORTFOLIO_SCORES = { good: 100, average: 60, poor: 40 };

/** One observed value. `at` is null where it is computed from the facts at the moment of scoring. */
export interface Measurement {
  value: number;
  at: Date | null;
}

/** Null: nothing is known, which is not the same as zero. */
export type Measurements = Readonly<Record<HealthMeasure, Measurement | null>>;

export interface InputContribution {
  measure: HealthMeasure;
  state: 'used' | 'missing' | 'stale';
  value: number | null;
  at: Date | null;
  /** 0–100 by the profile's rule. */
  score: number | null;
  /** The input's part of the weights that are known. */
  share: number;
  /** `score × share`; these add up to the score before a cap. */
  points: number;
}

export interface HealthResult {
  /** 0–100, unrounded; null below the minimum coverage. */
  score: number | null;
  band: HealthBand;
  /** The share of all weights that are known, 0–1. */
  coverage: number;
  contributions: InputContribution[];
  /** The exception that lowered the score. */
  cap: { measure: HealthMeasure; cap: number } | null;
}

/**
 * The weighted mean of what is known. Missing and stale inputs are left out and the other weights grow to fill
 * their place; below the profile's minimum coverage there is no score at all.
 */
export function scoreHealth(profile: HealthProfile, measurements: Measurements, asOf: Date): HealthResult {
  const contributions = profile.inputs.map((input) => contribute(input, measurements[input.measure], asOf));
  const scores = contributions.map(({ score }) => score);
  const weights = profile.inputs.map(({ weight }) => weight);
  const known = sum(weights.filter((_, index) => scores[index] !== null));
  for (const [index, contribution] of contributions.entries()) {
    if (contribution.score === null) continue;
    contribution.share = (weights[index] ?? 0) / known;
    contribution.points = contribution.score * contribution.share;
  }
  const coverage = known / sum(weights);
  const mean = coverage >= profile.minCoverage ? weightedMean(scores, weights) : null;
  const cap = mean === null ? null : lowestCap(profile, measurements, mean);
  const score = cap ? cap.cap : mean;
  return { score, band: bandOf(profile, score), coverage, contributions, cap };
}

function contribute(input: HealthInput, measurement: Measurement | null, asOf: Date): InputContribution {
  const base = { measure: input.measure, share: 0, points: 0 };
  if (!measurement) return { ...base, state: 'missing', value: null, at: null, score: null };
  const { value, at } = measurement;
  if (isStale(at, input.validForDays, asOf)) return { ...base, state: 'stale', value, at, score: null };
  return { ...base, state: 'used', value, at, score: scoreInput(input.scoring, value) };
}

function isStale(at: Date | null, validForDays: number | null, asOf: Date): boolean {
  return at !== null && validForDays !== null && asOf.getTime() - at.getTime() > validForDays * DAY_MS;
}

/** One value by one rule, on the scale 0–100. */
export function scoreInput(scoring: Scoring, value: number): number {
  switch (scoring.kind) {
    case 'linear':
      return clamp((MAX_SCORE * (value - scoring.worst)) / (scoring.best - scoring.worst), 0, MAX_SCORE);
    case 'bands': {
      const sign = scoring.direction === 'higher' ? 1 : -1;
      if (sign * value >= sign * scoring.good) return BAND_SCORES.good;
      return sign * value >= sign * scoring.average ? BAND_SCORES.average : BAND_SCORES.poor;
    }
    case 'tiers': {
      const reached = scoring.steps.filter(
        ({ atLeast, below }) => value >= (atLeast ?? -Infinity) && value < (below ?? Infinity),
      );
      const points = addPoints(
        scoring.start,
        reached.map((step) => step.points),
      );
      return (MAX_SCORE * points) / MAX_TIER_POINTS;
    }
  }
}

/** Begins with `start`, adds and subtracts, and ends within 0–10. */
export function addPoints(start: number, points: readonly number[]): number {
  return clamp(start + sum(points), 0, MAX_TIER_POINTS);
}

/** Null scores are left out with their weights; null when nothing is left. */
export function weightedMean(scores: readonly (number | null)[], weights: readonly number[]): number | null {
  let total = 0;
  let known = 0;
  for (const [index, score] of scores.entries()) {
    if (score === null) continue;
    total += score * (weights[index] ?? 0);
    known += weights[index] ?? 0;
  }
  return known > 0 ? total / known : null;
}

function lowestCap(profile: HealthProfile, measurements: Measurements, score: number): HealthResult['cap'] {
  const holding = profile.exceptions
    .filter(
      ({ measure, atLeast, cap }) => cap < score && (measurements[measure]?.value ?? -Infinity) >= atLeast,
    )
    .sort((one, other) => one.cap - other.cap);
  const [lowest] = holding;
  return lowest ? { measure: lowest.measure, cap: lowest.cap } : null;
}

/** The band is read from the whole number that people see. */
export function bandOf(profile: Pick<HealthProfile, 'bands'>, score: number | null): HealthBand {
  if (score === null) return 'not_scored';
  const shown = Math.round(score);
  if (shown >= profile.bands.good) return 'good';
  return shown >= profile.bands.average ? 'average' : 'poor';
}

/** The health of all accounts together: good counts 100, average 60, poor 40. Null while nobody is scored. */
export function portfolioHealth(counts: { good: number; average: number; poor: number }): number | null {
  return weightedMean(
    [PORTFOLIO_SCORES.good, PORTFOLIO_SCORES.average, PORTFOLIO_SCORES.poor],
    [counts.good, counts.average, counts.poor],
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
