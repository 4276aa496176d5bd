import { falseDiscoveryRates } from '../models/false-discovery.ts';
import { compareSamples } from '../models/kolmogorov-smirnov.ts';
import type { Finding } from './facts.ts';
import { type FraudSettings, threshold } from './settings.ts';
import { lagBars, quantilesOf } from './spread.ts';
import type { Conduct } from './statistics.ts';

const LEAST_OTHER_LAGS = 20;
/** More of the others' times make the comparison no sharper. */
const MOST_OTHER_LAGS = 5_000;
const MEDIAN = 3;

interface Timing {
  conduct: Conduct;
  lags: number[];
  /** Against their own middle: one audience may think longer than another, and still spread alike around it. */
  relative: number[];
}

/**
 * Times to convert that are spread otherwise than the rest of the program's: flat, or like clockwork. How long an
 * audience thinks is its own affair, so each is taken against its own middle.
 */
export function findLagShapes(program: readonly Conduct[], settings: FraudSettings): Finding[] {
  const timings = program.flatMap((conduct) => timingOf(conduct, settings));
  const tested = timings.flatMap((timing) => {
    const others = timings.filter((other) => other !== timing);
    const pool = thin(others.flatMap(({ relative }) => relative));
    const found = pool.length < LEAST_OTHER_LAGS ? null : compareSamples(timing.relative, pool);
    return found ? [{ timing, others, ...found }] : [];
  });
  const rates = falseDiscoveryRates(tested.map(({ pValue }) => pValue));
  return tested.flatMap(({ timing: { conduct, lags }, others, distance }, index) => {
    const falseDiscoveryRate = rates[index] ?? 1;
    const isFar = distance >= threshold(settings, 'lag_shape', 'minDistance');
    if (!isFar || falseDiscoveryRate > settings.falseDiscoveryRate) return [];
    const concerned = conduct.customers.filter(({ lagMinutes }) => lagMinutes !== null);
    const otherLags = others.flatMap((other) => other.lags);
    return [
      {
        affiliateId: conduct.affiliateId,
        rule: 'lag_shape' as const,
        sign: 'shape',
        subject: conduct.stretch,
        customerIds: concerned.map(({ customerId }) => customerId).toSorted(),
        inputs: {
          ...{ distance, falseDiscoveryRate, count: lags.length, lags: lagBars(lags, otherLags) },
          medianMinutes: quantilesOf(lags)[MEDIAN],
          othersMedianMinutes: quantilesOf(otherLags)[MEDIAN],
        },
      },
    ];
  });
}

/** Too few times have no shape. */
function timingOf(conduct: Conduct, settings: FraudSettings): Timing[] {
  const lags = conduct.customers.flatMap(({ lagMinutes }) => lagMinutes ?? []);
  if (lags.length < threshold(settings, 'lag_shape', 'minConversions')) return [];
  const middle = quantilesOf(lags)[MEDIAN] ?? 0;
  return [{ conduct, lags, relative: lags.map((lag) => (lag + 1) / (middle + 1)) }];
}

/** Evenly taken, whatever the order they come in. */
function thin(lags: readonly number[]): number[] {
  const step = Math.ceil(lags.length / MOST_OTHER_LAGS);
  return lags.toSorted((one, other) => one - other).filter((_, index) => index % step === 0);
}
