import { say, sentence } from '../say.ts';
import type { AccountHealth, HealthMeasure } from '../schema/health.ts';
import type { Grounds, Reason } from '../schema/reason.ts';
import type { StoredContribution } from '../store/health.ts';

const MAX_SCORE = 100;
const MAX_REASONS = 3;

/** What each input did for the score, in the reader's language. */
export function viewContribution(
  contribution: StoredContribution,
  locale: string,
): AccountHealth['contributions'][number] {
  const { measure, value = null, at = null, score = null, share = 0 } = contribution;
  return {
    measure,
    label: sentence(locale, `success:measure.${measure}.label`),
    state: stateOf(contribution),
    value,
    at: at === null ? null : new Date(at),
    score,
    share,
    points: (score ?? 0) * share,
    text: textOf(contribution, locale),
  };
}

function stateOf({ value, score }: StoredContribution): AccountHealth['contributions'][number]['state'] {
  if (score !== undefined) return 'used';
  return value === undefined ? 'missing' : 'stale';
}

function textOf({ measure, value, at, score }: StoredContribution, locale: string): string {
  if (value === undefined) return sentence(locale, 'success:unknown');
  if (score === undefined) return sentence(locale, 'success:stale', { on: dayOf(at) });
  const { code, values } = groundsOf(measure, value, at);
  return sentence(locale, code, values);
}

/** The inputs that cost the score most, the worst first, as reasons. */
export function weakestReasons(contributions: readonly StoredContribution[], locale: string): Reason[] {
  const lost = (entry: StoredContribution) => (MAX_SCORE - (entry.score ?? MAX_SCORE)) * (entry.share ?? 0);
  return contributions
    .filter((entry) => lost(entry) > 0)
    .sort((one, other) => lost(other) - lost(one))
    .slice(0, MAX_REASONS)
    .map(({ measure, value, at }) => say(locale, groundsOf(measure, value ?? 0, at)));
}

/** Why the score is lower than its contributions. */
export function sayCap(locale: string, measure: string, cap: number): Reason {
  const label = sentence(locale, `success:measure.${measure}.label`);
  return say(locale, { code: 'success:health.capped', values: { cap, measure: label } });
}

function groundsOf(measure: HealthMeasure, value: number, at: string | undefined): Grounds {
  return { code: `success:measure.${measure}.says`, values: valuesOf(measure, value, at) };
}

function valuesOf(measure: HealthMeasure, value: number, at: string | undefined): Grounds['values'] {
  switch (measure) {
    case 'usageTrend':
      return { valueChange: value - 1 };
    case 'revenueGrowth':
      return { valueChange: value };
    case 'featureShare':
    case 'seatShare':
      return { valueShare: value };
    case 'nps':
    case 'csat':
    case 'pulse':
      return { value, on: dayOf(at) };
    case 'ticketLoad':
      return { value };
    default:
      return { count: value };
  }
}

function dayOf(at: string | undefined): string | null {
  return at?.slice(0, 10) ?? null;
}
