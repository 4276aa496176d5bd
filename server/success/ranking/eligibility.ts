import { addDays } from 'date-fns/addDays';
import type { HealthBand } from '../../customers/index.ts';
import type { Exclusion } from '../schema/ranking.ts';
import type { AskSplit } from './people.ts';

// The published limit is 6; the mean of several answers counts as the whole number that it is nearest to.
const DETRACTORS_BELOW = 6.5;

export interface Candidate {
  isAlive: boolean;
  hasPaid: boolean;
  churnedAt: Date | null;
  band: HealthBand;
  /** 0–100, or null where not scored. */
  score: number | null;
  /** The share of the health inputs that are known. */
  coverage: number;
  /** The mean of everybody's latest valid answer. */
  nps: { score: number; at: Date } | null;
  isAffiliate: boolean;
  people: AskSplit;
  /** Where nobody is, somebody may yet be named: the account stays in the ranking. */
  isAnybodyKnown: boolean;
}

/** Why an account is not asked, with the values of the sentence. */
export interface ExclusionGrounds {
  code: Exclusion;
  values: Record<string, string | number | null>;
}

/**
 * Everything that speaks against asking now; empty means eligible.
 * @param capDays the rest of a person after an ask.
 */
export function exclusionsOf(candidate: Candidate, capDays: number): ExclusionGrounds[] {
  const standing = excludeByStanding(candidate);
  // Who has left, or never came, need not be told about their health too.
  if (standing.length > 0) return standing;
  return [
    ...excludeByAffiliate(candidate),
    ...excludeByHealth(candidate),
    ...excludeByPeople(candidate, capDays),
  ];
}

function excludeByStanding({ isAlive, hasPaid, churnedAt }: Candidate): ExclusionGrounds[] {
  if (!isAlive) return [{ code: 'churned', values: { on: day(churnedAt) } }];
  return hasPaid ? [] : [{ code: 'not_a_customer', values: {} }];
}

function excludeByAffiliate({ isAffiliate }: Candidate): ExclusionGrounds[] {
  return isAffiliate ? [{ code: 'already_affiliate', values: {} }] : [];
}

function excludeByHealth({ band, score, coverage, nps }: Candidate): ExclusionGrounds[] {
  const found: ExclusionGrounds[] = [];
  if (band === 'not_scored') found.push({ code: 'not_enough_data', values: { knownShare: coverage } });
  if (band === 'poor') found.push({ code: 'unhealthy', values: { score: Math.round(score ?? 0) } });
  if (nps && nps.score < DETRACTORS_BELOW) {
    found.push({ code: 'detractor', values: { score: nps.score, on: day(nps.at) } });
  }
  return found;
}

function excludeByPeople({ people, isAnybodyKnown }: Candidate, capDays: number): ExclusionGrounds[] {
  if (people.toAsk.length > 0) return [];
  if (people.latestAskAt) {
    const values = { on: day(people.latestAskAt), untilOn: day(addDays(people.latestAskAt, capDays)) };
    return [{ code: 'asked_recently', values }];
  }
  return isAnybodyKnown ? [{ code: 'nobody_to_ask', values: {} }] : [];
}

function day(at: Date | null): string | null {
  return at?.toISOString().slice(0, 10) ?? null;
}
