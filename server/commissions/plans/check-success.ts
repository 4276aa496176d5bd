import { subDays } from 'date-fns/subDays';
import type { SuccessCheck, SuccessTerms } from './success-schema.ts';

/** What is known of a referred customer when the condition is asked; null where nobody has told. */
export interface SuccessFacts {
  isActive: boolean | null;
  band: 'good' | 'average' | 'poor' | null;
  isRefundFree: boolean;
  onboardedAt: Date | null;
  /** When the condition is asked for; so many days after the sale as the terms say. */
  askedFor: Date | null;
}

/** Each condition of the terms against the facts, in a fixed order. */
export function checkSuccess(terms: SuccessTerms, facts: SuccessFacts): SuccessCheck[] {
  const checks: SuccessCheck[] = [];
  if (terms.isActive) checks.push({ condition: 'isActive', isMet: facts.isActive });
  if (terms.minBand) {
    const enough: string[] = atLeast(terms.minBand);
    checks.push({ condition: 'minBand', isMet: facts.band && enough.includes(facts.band) });
  }
  if (terms.isRefundFree) checks.push({ condition: 'isRefundFree', isMet: facts.isRefundFree });
  if (terms.onboarding) checks.push({ condition: 'onboarding', isMet: isOnboarded(terms, facts) });
  return checks;
}

/** While nobody has told that it is finished, it may have been: what is told late counts as told in time. */
function isOnboarded(
  { onboarding, afterDays }: SuccessTerms,
  { onboardedAt, askedFor }: SuccessFacts,
): boolean | null {
  if (!onboardedAt || !askedFor) return null;
  return onboardedAt <= subDays(askedFor, afterDays - (onboarding?.withinDays ?? afterDays));
}

/** One that is not met loses; all met earn; while one is not known and none is lost, it goes on waiting. */
export function outcomeOf(checks: SuccessCheck[]): 'met' | 'missed' | null {
  if (checks.some(({ isMet }) => isMet === false)) return 'missed';
  return checks.every(({ isMet }) => isMet) ? 'met' : null;
}

/** The bands that are this one or above. */
export function atLeast(band: 'good' | 'average'): ('good' | 'average')[] {
  return band === 'good' ? ['good'] : ['good', 'average'];
}
