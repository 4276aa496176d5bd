import type { Stakeholder } from '../../customers/index.ts';
import type { AccountFacts } from '../../signals/index.ts';
import { revenueGrowth, tenureDays, ticketLoad, usageTrend } from '../health/measures.ts';
import type { Factor, RankingInput } from '../schema/ranking.ts';
import { influence } from './people.ts';

const MONTHS_PER_YEAR = 12;
const DAYS_PER_MONTH = 365.25 / 12;
// How companies name the channel of those who were sent by somebody.
const RECOMMENDED = /refer|affiliate|recommend|word.?of.?mouth|partner/i;

interface InputRule {
  factor: Factor;
  weight: number;
  isLowerBetter?: boolean;
}

/** What each factor of the ranking is made of, with the weights inside the factor. */
export const RANKING_INPUTS: Readonly<Record<RankingInput, InputRule>> = {
  nps: { factor: 'willingness', weight: 4 },
  csat: { factor: 'willingness', weight: 2 },
  cameByRecommendation: { factor: 'willingness', weight: 1 },
  health: { factor: 'success', weight: 3 },
  activeDays: { factor: 'success', weight: 2 },
  featuresUsed: { factor: 'success', weight: 2 },
  usageTrend: { factor: 'success', weight: 1 },
  revenueGrowth: { factor: 'success', weight: 1 },
  tenureDays: { factor: 'success', weight: 1 },
  ticketLoad: { factor: 'success', weight: 1, isLowerBetter: true },
  influence: { factor: 'reach', weight: 3 },
  peopleToAsk: { factor: 'reach', weight: 1 },
  audience: { factor: 'reach', weight: 1 },
  lifetimeValue: { factor: 'worth', weight: 4 },
  retentionCostShare: { factor: 'worth', weight: 1, isLowerBetter: true },
};

/** Null: nothing is known. */
export type InputValues = Record<RankingInput, number | null>;

export interface RankingSubject {
  facts: AccountFacts;
  /** 0–100, or null where not scored. */
  health: number | null;
  ltvMinor: number | null;
  channel: string | null;
  /** Everybody known at the account. */
  people: readonly Stakeholder[];
}

export function readInputs(subject: RankingSubject, asOf: Date): InputValues {
  return {
    ...readWillingness(subject),
    ...readSuccess(subject, asOf),
    ...readReach(subject),
    ...readWorth(subject, asOf),
  };
}

function readWillingness({ facts, channel }: RankingSubject) {
  return {
    nps: facts.nps?.score ?? null,
    csat: facts.csat?.average ?? null,
    cameByRecommendation: channel === null ? null : Number(RECOMMENDED.test(channel)),
  };
}

function readSuccess({ facts, health }: RankingSubject, asOf: Date) {
  return {
    health,
    activeDays: facts.activeDays28,
    featuresUsed: facts.features28,
    usageTrend: usageTrend(facts),
    revenueGrowth: revenueGrowth(facts),
    tenureDays: tenureDays(facts, asOf),
    ticketLoad: ticketLoad(facts),
  };
}

/** Where nobody is known, nothing is known of their voices: that is not the same as having none. */
function readReach({ facts, people }: RankingSubject) {
  const isAnybodyKnown = people.length > 0;
  const allies = people.filter(({ role }) => role !== 'blocker');
  return {
    influence: isAnybodyKnown ? allies.reduce((total, person) => total + influence(person), 0) : null,
    peopleToAsk: isAnybodyKnown ? allies.filter(({ email }) => email !== null).length : null,
    audience: facts.activeUsers28 || facts.seats,
  };
}

function readWorth({ facts, ltvMinor }: RankingSubject, asOf: Date) {
  const months = Math.min(MONTHS_PER_YEAR, Math.max(1, (tenureDays(facts, asOf) ?? 0) / DAYS_PER_MONTH));
  const isKnown = facts.mrrMinor && facts.crcMinor12m !== null;
  return {
    lifetimeValue: ltvMinor,
    retentionCostShare: isKnown ? (facts.crcMinor12m ?? 0) / ((facts.mrrMinor ?? 0) * months) : null,
  };
}
