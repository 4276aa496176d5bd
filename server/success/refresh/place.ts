import { ASK_CAP_DAYS } from '../../affiliates/index.ts';
import { type Finding, findGrowth } from '../growth/rules.ts';
import type { InputContribution } from '../health/rules.ts';
import { standInChurnRisk } from '../lifetime/rules.ts';
import { exclusionsOf } from '../ranking/eligibility.ts';
import { splitPeople } from '../ranking/people.ts';
import { strongestReasons } from '../ranking/reasons.ts';
import { type Advocacy, scoreAdvocacy } from '../ranking/rules.ts';
import type { RankingInput } from '../schema/ranking.ts';
import type { HealthRow, StoredContribution } from '../store/health.ts';
import type { LifetimeRow } from '../store/lifetimes.ts';
import type { RankingRow, StoredInput } from '../store/rankings.ts';
import { growthFactsOf, type Learned, segmentOf } from './learn.ts';
import type { AccountFile } from './load-accounts.ts';
import type { MeasuredAccount } from './measure.ts';

const MAX_PEOPLE = 5;
const KEPT_PRECISION = 10_000;
const DAYS_PER_MONTH = 365.25 / 12;

export interface PlacingContext {
  learned: Learned;
  profileVersion: number;
  grossMargin: number;
  isMarginAssumed: boolean;
  askedAt: ReadonlyMap<string, Date>;
}

/** The rows of one account, compared with all others. */
export interface PlacedAccount {
  health: HealthRow;
  lifetime: LifetimeRow;
  ranking: RankingRow;
  /** What may be sold in addition. */
  growth: Finding[];
}

export function place(measured: MeasuredAccount, context: PlacingContext): PlacedAccount {
  return {
    health: healthRow(measured, context),
    lifetime: lifetimeRow(measured, context),
    ranking: rankingRow(measured, context),
    growth: measured.isAlive ? findGrowth(growthFactsOf(measured), context.learned) : [],
  };
}

function healthRow(measured: MeasuredAccount, { learned, profileVersion }: PlacingContext): HealthRow {
  const { file, health, isAlive, profile } = measured;
  const rate = learned.churn?.bySegment[segmentOf(file)]?.rate ?? learned.churn?.overall ?? null;
  const churnRisk =
    isAlive && rate !== null ? standInChurnRisk(health.score, learned.averageHealth, rate) : null;
  const { mrrMinor } = file.facts;
  return {
    accountId: file.summary.id,
    score: health.score === null ? null : Math.round(health.score),
    band: health.band,
    coverage: keep(health.coverage),
    profileKey: profile.key,
    profileVersion,
    contributions: health.contributions.map(storeContribution),
    cappedBy: health.cap?.measure ?? null,
    cap: health.cap?.cap ?? null,
    isOverridden: file.override !== null && isAlive,
    isAlive,
    churnRisk: churnRisk && keep(churnRisk),
    mrrAtRiskMinor: churnRisk === null || mrrMinor === null ? null : Math.round(churnRisk * mrrMinor),
  };
}

/** What is not there is left out of the JSON. */
function storeContribution({ measure, value, at, score, share }: InputContribution): StoredContribution {
  if (value === null) return { measure };
  const known = { measure, value: keep(value), at: at?.toISOString() };
  return score === null ? known : { ...known, score: keep(score), share: keep(share) };
}

/** Four decimals are more than anybody reads, and a third of the JSON. */
function keep(value: number): number {
  return Math.round(value * KEPT_PRECISION) / KEPT_PRECISION;
}

function lifetimeRow(measured: MeasuredAccount, context: PlacingContext): LifetimeRow {
  return {
    accountId: measured.file.summary.id,
    ltvMinor: measured.ltvMinor,
    currency: measured.currency,
    mrrMinor: measured.file.facts.mrrMinor,
    grossMargin: context.grossMargin,
    isMarginAssumed: context.isMarginAssumed,
    segment: segmentOf(measured.file),
  };
}

function rankingRow(measured: MeasuredAccount, { learned, askedAt }: PlacingContext): RankingRow {
  const { file, health, isAlive, values, currency } = measured;
  const { summary, facts } = file;
  const advocacy = scoreAdvocacy(values, currency, learned.standards);
  const people = splitPeople(file.people, askedAt);
  const candidate = { isAlive, hasPaid: hasPaid(file), churnedAt: facts.churnedAt, ...health };
  const exclusions = exclusionsOf(
    {
      ...candidate,
      nps: facts.nps,
      isAffiliate: file.isAffiliate,
      people,
      isAnybodyKnown: file.people.length > 0,
    },
    ASK_CAP_DAYS,
  );
  return {
    accountId: summary.id,
    isEligible: exclusions.length === 0,
    score: advocacy.score,
    willingness: keep(advocacy.factors.willingness),
    success: keep(advocacy.factors.success),
    reach: keep(advocacy.factors.reach),
    worth: keep(advocacy.factors.worth),
    inputs: storeInputs(advocacy, file, learned),
    reasons: strongestReasons(advocacy, countVoices(file)),
    people: people.toAsk.slice(0, MAX_PEOPLE),
    exclusions,
    industry: summary.industry,
    country: summary.country,
    planTier: summary.planTier,
    channel: summary.channel,
    mrrMinor: facts.mrrMinor,
    currency,
  };
}

function hasPaid({ summary, facts }: AccountFile): boolean {
  return summary.stage === 'customer' || facts.firstPaidAt !== null || (facts.mrrMinor ?? 0) > 0;
}

/** The known inputs, with the second number or the day that their sentences tell. */
function storeInputs({ inputs }: Advocacy, file: AccountFile, learned: Learned): RankingRow['inputs'] {
  const stored: Partial<Record<RankingInput, StoredInput>> = {};
  for (const [name, { value, place }] of Object.entries(inputs)) {
    if (value !== null)
      stored[name as RankingInput] = { value, place, ...detailOf(name, value, file, learned) };
  }
  return stored;
}

function detailOf(
  name: string,
  value: number,
  file: AccountFile,
  { sources }: Learned,
): Pick<StoredInput, 'of' | 'on'> {
  const { facts } = file;
  switch (name) {
    case 'nps':
      return { on: facts.nps?.at.toISOString().slice(0, 10) };
    case 'csat':
      return { of: facts.csat?.count };
    case 'featuresUsed':
      return { of: sources.featureCount };
    case 'ticketLoad':
      return { of: facts.tickets90 ?? 0 };
    case 'influence':
      return { of: countVoices(file) };
    case 'tenureDays':
      return { of: Math.floor(value / DAYS_PER_MONTH) };
    default:
      return {};
  }
}

/** How many people are known to have had a voice in the decision to buy, and not against it. */
function countVoices({ people }: AccountFile): number {
  return people.filter(({ role }) => role !== 'blocker' && role !== 'user' && role !== null).length;
}
