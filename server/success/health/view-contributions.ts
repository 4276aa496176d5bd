import { words } from '../../core/words.ts';
import { say, sentence } from '../say.ts';
import type { AccountHealth, HealthMeasure } from '../schema/health.ts';
import type { Grounds, Reason } from '../schema/reason.ts';
import type { StoredContribution } from '../store/health.ts';

const MAX_REASONS = 3;

/** What each input did for the score, in the reader's language. */
export function viewContribution(
  contribution: StoredContribution,
  locale: string,
): AccountHealth['contributions'][number] {
  return {
    ...contribution,
    at: contribution.at === null ? null : new Date(contribution.at),
    label: words(locale, `success:measure.${contribution.measure}.label`),
    text: textOf(contribution, locale),
  };
}

function textOf(contribution: StoredContribution, locale: string): string {
  const { state, value, at } = contribution;
  if (state === 'missing' || value === null) return words(locale, 'success:unknown');
  if (state === 'stale') return sentence(locale, 'success:stale', { on: dayOf(at) });
  const { code, values } = groundsOf(contribution.measure, value, at);
  return sentence(locale, code, values);
}

/** The inputs that cost the score most, the worst first, as reasons. */
export function weakestReasons(contributions: readonly StoredContribution[], locale: string): Reason[] {
  const lost = (entry: StoredContribution) => (100 - (entry.score ?? 100)) * entry.share;
  return contributions
    .filter((entry) => entry.state === 'used' && lost(entry) > 0)
    .sort((one, other) => lost(other) - lost(one))
    .slice(0, MAX_REASONS)
    .map(({ measure, value, at }) => say(locale, groundsOf(measure, value ?? 0, at)));
}

/** Why the score is lower than its contributions. */
export function sayCap(locale: string, measure: string, cap: number): Reason {
  const label = words(locale, `success:measure.${measure}.label`);
  return say(locale, { code: 'success:health.capped', values: { cap, measure: label } });
}

function groundsOf(measure: HealthMeasure, value: number, at: string | null): Grounds {
  return { code: `success:measure.${measure}.says`, values: valuesOf(measure, value, at) };
}

function valuesOf(measure: HealthMeasure, value: number, at: string | null): Grounds['values'] {
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

function dayOf(at: string | null): string | null {
  return at?.slice(0, 10) ?? null;
}
