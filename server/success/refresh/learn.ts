import type { AccountFacts } from '../../signals/index.ts';
import type { Sources } from '../health/measures.ts';
import { type ChurnRates, type Exposure, estimateChurn, exposureOf } from '../lifetime/rules.ts';
import { learnStandards, type Standards } from '../ranking/rules.ts';
import type { AccountFile } from './load-accounts.ts';
import type { MeasuredAccount } from './measure.ts';

/** Raised when the inputs change: what was learned by an earlier formula is then learned again. */
export const FORMULA_VERSION = 1;

/** What all customers together say; JSON, kept between refreshes. */
export interface Learned {
  formula: number;
  /** How many accounts it was learned from. */
  accounts: number;
  sources: Omit<Sources, 'usageSeenAt'> & { usageSeenAt: string | null };
  churn: ChurnRates | null;
  /** Of the living customers that are scored. */
  averageHealth: number | null;
  standards: Standards;
}

export function learnSources(files: readonly AccountFile[]): Sources {
  let featureCount = 0;
  let usageSeenAt: Date | null = null;
  let hasPeople = false;
  for (const { facts, people } of files) {
    featureCount = Math.max(featureCount, facts.features28 ?? 0);
    if (facts.lastUsedAt && (!usageSeenAt || facts.lastUsedAt > usageSeenAt)) usageSeenAt = facts.lastUsedAt;
    hasPeople ||= people.length > 0;
  }
  return { featureCount, usageSeenAt, hasPeople };
}

/** The newest thing that any source has told of an account; null where nothing was ever told. */
export function newestFactAt(facts: readonly AccountFacts[]): Date | null {
  const times = facts.flatMap(({ lastUsedAt, nps, csat, firstPaidAt, churnedAt }) =>
    [lastUsedAt, nps?.at, csat?.at, firstPaidAt, churnedAt].flatMap((at) => at?.getTime() ?? []),
  );
  return times.length > 0 ? new Date(times.reduce((newest, time) => Math.max(newest, time))) : null;
}

/** Monthly churn by plan. */
export function learnChurn(files: readonly AccountFile[], asOf: Date): ChurnRates | null {
  const segments: Record<string, Exposure> = {};
  for (const file of files) {
    const seen = exposureOf(file.facts.firstPaidAt, file.facts.churnedAt, asOf);
    const segment = segments[segmentOf(file)] ?? { months: 0, churned: 0 };
    segments[segmentOf(file)] = {
      months: segment.months + seen.months,
      churned: segment.churned + seen.churned,
    };
  }
  return estimateChurn(segments);
}

/** Churn is learned by plan; accounts without one are a segment of their own. */
export function segmentOf({ summary }: AccountFile): string {
  return summary.planTier ?? '';
}

export function learnFrom(
  measured: readonly MeasuredAccount[],
  sources: Sources,
  churn: ChurnRates | null,
): Learned {
  const living = measured.filter(({ isAlive }) => isAlive);
  const scores = living.flatMap(({ health }) => health.score ?? []);
  return {
    formula: FORMULA_VERSION,
    accounts: measured.length,
    sources: { ...sources, usageSeenAt: sources.usageSeenAt?.toISOString() ?? null },
    churn,
    averageHealth:
      scores.length > 0 ? scores.reduce((total, score) => total + score, 0) / scores.length : null,
    standards: learnStandards(living),
  };
}

export function sourcesOf({ sources }: Learned): Sources {
  return { ...sources, usageSeenAt: sources.usageSeenAt === null ? null : new Date(sources.usageSeenAt) };
}
