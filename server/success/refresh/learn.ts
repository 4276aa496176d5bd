import { mapInTurns } from '../../core/turns.ts';
import { learnProducts, type ProductStandard } from '../growth/products.ts';
import { type GrowthFacts, learnPlans, type PlanStandard } from '../growth/rules.ts';
import type { Sources } from '../health/measures.ts';
import { type ChurnRates, type Exposure, estimateChurn, exposureOf } from '../lifetime/rules.ts';
import { learnStandards, type Standards } from '../ranking/rules.ts';
import type { AccountBatches } from './account-batches.ts';
import type { AccountFile } from './load-accounts.ts';
import { type MeasuredAccount, type MeasuringContext, measure } from './measure.ts';

/** Raised when the inputs change: what was learned by an earlier formula is then learned again. */
export const FORMULA_VERSION = 4;

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
  /** What customers on each plan pay and use. */
  plans: PlanStandard[];
  /** What customers of each industry have bought in addition. */
  products: ProductStandard[];
}

/**
 * Learns from all accounts, batch by batch: first what sources there are and who left, then, measured by that, how
 * customers spread. Of each living customer only the numbers that are compared are kept.
 */
export async function learn(
  batches: AccountBatches,
  context: Pick<MeasuringContext, 'asOf' | 'profiles' | 'grossMargin'>,
): Promise<Learned> {
  const sources: Sources = { featureCount: 0, usageSeenAt: null };
  const segments: Record<string, Exposure> = {};
  for await (const files of batches.read()) {
    for (const file of files) {
      addSources(sources, file);
      addExposure(segments, file, context.asOf);
    }
  }
  const churn = estimateChurn(segments);
  const living: Pick<MeasuredAccount, 'values' | 'currency'>[] = [];
  const scores: number[] = [];
  const customers: GrowthFacts[] = [];
  for await (const files of batches.read()) {
    for (const account of await mapInTurns(files, (file) => measure(file, { ...context, sources, churn }))) {
      if (!account.isAlive) continue;
      living.push({ values: account.values, currency: account.currency });
      customers.push(growthFactsOf(account));
      if (account.health.score !== null) scores.push(account.health.score);
    }
  }
  return {
    formula: FORMULA_VERSION,
    accounts: batches.accountCount,
    sources: { ...sources, usageSeenAt: sources.usageSeenAt?.toISOString() ?? null },
    churn,
    averageHealth:
      scores.length > 0 ? scores.reduce((total, score) => total + score, 0) / scores.length : null,
    standards: learnStandards(living),
    plans: learnPlans(customers),
    products: learnProducts(customers),
  };
}

function addSources(sources: Sources, { facts }: AccountFile): void {
  const { features28, lastUsedAt } = facts;
  sources.featureCount = Math.max(sources.featureCount, features28 ?? 0);
  if (lastUsedAt && (!sources.usageSeenAt || lastUsedAt > sources.usageSeenAt))
    sources.usageSeenAt = lastUsedAt;
}

/** What growth is found from. */
export function growthFactsOf({ file, health }: MeasuredAccount): GrowthFacts {
  const { summary, facts, products } = file;
  const { seats, activeUsers28: activeUsers, features28: features, mrrMinor, currency } = facts;
  return {
    ...{ plan: summary.planTier, industry: summary.industry, products, seats, activeUsers, features },
    ...{ mrrMinor, currency, band: health.band },
  };
}

function addExposure(segments: Record<string, Exposure>, file: AccountFile, asOf: Date): void {
  const seen = exposureOf(file.facts.firstPaidAt, file.facts.churnedAt, asOf);
  const segment = segments[segmentOf(file)] ?? { months: 0, churned: 0 };
  segments[segmentOf(file)] = {
    months: segment.months + seen.months,
    churned: segment.churned + seen.churned,
  };
}

/** Churn is learned by plan; accounts without one are a segment of their own. */
export function segmentOf({ summary }: AccountFile): string {
  return summary.planTier ?? '';
}

export function sourcesOf({ sources }: Learned): Sources {
  return { ...sources, usageSeenAt: sources.usageSeenAt === null ? null : new Date(sources.usageSeenAt) };
}
