import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { SuccessCheck, SuccessTerms } from './success-schema.ts';

/** What there is to say of a commission of which a part waits, or waited. */
export interface ConditionalPart {
  currency: string;
  waitingMinor: number;
  evaluateAt: Date | null;
  evaluation: { outcome: 'met' | 'missed'; checks: SuccessCheck[]; amountMinor: number; at: Date } | null;
}

/** What waits for what and until when, or what came of it and why; null where nothing waits and nothing did. */
export function sayCondition(
  part: ConditionalPart,
  success: SuccessTerms | null | undefined,
  { locale, now }: { locale: string; now: Date },
): string | null {
  const { currency, waitingMinor, evaluateAt, evaluation } = part;
  const date = (at: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
  const and = (sentences: string[]) => sentences.join(words(locale, 'commissions:plan.and'));
  if (evaluation) {
    const lost = evaluation.checks.filter(({ isMet }) => isMet === false);
    return words(locale, `commissions:condition.${evaluation.outcome}`, {
      amount: formatMoney(evaluation.amountMinor, currency, locale),
      date: date(evaluation.at),
      reasons: and(lost.map(({ condition }) => words(locale, `commissions:condition.because.${condition}`))),
    });
  }
  if (!success || !evaluateAt || waitingMinor <= 0) return null;
  return words(locale, `commissions:condition.${evaluateAt > now ? 'waiting' : 'unknown'}`, {
    amount: formatMoney(waitingMinor, currency, locale),
    date: date(evaluateAt),
    conditions: and(sayConditions(success, locale)),
  });
}

/** Each condition of the terms. */
export function sayConditions(
  { isActive, minBand, isRefundFree, onboarding }: SuccessTerms,
  locale: string,
): string[] {
  const said: string[] = [];
  if (isActive) said.push(words(locale, 'commissions:condition.if.isActive'));
  if (minBand) said.push(words(locale, `commissions:condition.if.${minBand}`));
  if (isRefundFree) said.push(words(locale, 'commissions:condition.if.isRefundFree'));
  if (onboarding) {
    const { withinDays } = onboarding;
    said.push(
      withinDays
        ? words(locale, 'commissions:condition.if.onboardingWithin', { count: withinDays })
        : words(locale, 'commissions:condition.if.onboarding'),
    );
  }
  return said;
}
