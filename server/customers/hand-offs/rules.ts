import type { Suggestion } from './kinds.ts';

const HOUR_MS = 3_600_000;
const FRESH_HOURS = 48;
const SILENT_HOURS = 30 * 24;

/** What a suggestion follows from. */
export interface LeadFacts {
  hasAddress: boolean;
  hasPhone: boolean;
  /** Of everybody who can be written to. */
  hasRefusedMail: boolean;
  hasDecisionMaker: boolean;
  hasOpenDeal: boolean;
  /** A meeting that is still to come. */
  meetsAt: Date | null;
  /** When the lead last did something by itself, and when anything last happened. */
  lastActAt: Date | null;
  lastTouchAt: Date | null;
}

/** What is most worth doing next: what cannot wait comes first, then what stands in the way, then what is usual. */
export function suggestNext(facts: LeadFacts, at: Date): Suggestion {
  const hoursSince = (moment: Date | null) =>
    moment ? (at.getTime() - moment.getTime()) / HOUR_MS : Number.POSITIVE_INFINITY;
  if (!facts.hasAddress && !facts.hasPhone) return 'find_contact';
  if (facts.meetsAt) return 'prepare_meeting';
  if (hoursSince(facts.lastActAt) <= FRESH_HOURS) return 'answer_today';
  if (facts.hasRefusedMail && facts.hasPhone) return 'call_instead';
  if (facts.hasOpenDeal) return 'continue_deal';
  if (!facts.hasDecisionMaker) return 'find_decision_maker';
  if (facts.lastTouchAt && hoursSince(facts.lastTouchAt) > SILENT_HOURS) return 'revive';
  return 'introduce';
}
