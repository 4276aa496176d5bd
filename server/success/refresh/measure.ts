import { measureAccount, type Sources, tenureDays } from '../health/measures.ts';
import { profileFor } from '../health/profiles.ts';
import { bandOf, type HealthResult, scoreHealth } from '../health/rules.ts';
import { type ChurnRates, simpleLifetimeValue } from '../lifetime/rules.ts';
import { type InputValues, readInputs } from '../ranking/inputs.ts';
import type { HealthProfile } from '../schema/health.ts';
import { segmentOf } from './learn.ts';
import type { AccountFile } from './load-accounts.ts';

export interface MeasuringContext {
  asOf: Date;
  profiles: readonly HealthProfile[];
  sources: Sources;
  churn: ChurnRates | null;
  grossMargin: number;
}

/** One account by itself, before it is compared with the others. */
export interface MeasuredAccount {
  file: AccountFile;
  isAlive: boolean;
  profile: HealthProfile;
  health: HealthResult;
  ltvMinor: number | null;
  currency: string | null;
  values: InputValues;
}

export function measure(file: AccountFile, context: MeasuringContext): MeasuredAccount {
  const isAlive = isLiving(file);
  const { summary, facts } = file;
  const profile = profileFor(context.profiles, { ...summary, tenureDays: tenureDays(facts, context.asOf) });
  const health = isAlive ? judge(file, profile, context) : noHealth();
  const ltvMinor = isAlive ? lifetimeValue(file, context) : null;
  const values = readInputs(
    { facts, health: health.score, ltvMinor, channel: summary.channel, people: file.people },
    context.asOf,
  );
  return { file, isAlive, profile, health, ltvMinor, currency: facts.currency, values };
}

/** Somebody who pays is alive, whatever the stage in the record says. */
export function isLiving({ summary, facts }: AccountFile): boolean {
  return (facts.mrrMinor ?? 0) > 0 || (facts.churnedAt === null && summary.stage !== 'churned');
}

/** The score by the profile, or the one that somebody set by hand. */
function judge(file: AccountFile, profile: HealthProfile, context: MeasuringContext): HealthResult {
  const measurements = measureAccount(file.facts, context.sources, file.pulse, context.asOf);
  const result = scoreHealth(profile, measurements, context.asOf);
  if (!file.override) return result;
  const { score } = file.override;
  return { ...result, score, band: bandOf(profile, score), cap: null };
}

function noHealth(): HealthResult {
  return { score: null, band: 'not_scored', coverage: 0, contributions: [], cap: null };
}

/** Whole minor units; null without revenue or without any customer to learn churn from. */
function lifetimeValue(file: AccountFile, { churn, grossMargin }: MeasuringContext): number | null {
  const { mrrMinor } = file.facts;
  if (!churn || !mrrMinor) return null;
  const rate = churn.bySegment[segmentOf(file)]?.rate ?? churn.overall;
  return Math.round(simpleLifetimeValue(mrrMinor, grossMargin, rate));
}
