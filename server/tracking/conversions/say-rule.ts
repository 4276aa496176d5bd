import { words } from '../../core/words.ts';
import type { StoredRule } from '../store/conversions.ts';

const WHOLE_BASIS_POINTS = 10_000;

/** A rule in words, a sentence for each of its parts. */
export function sayRule(rule: StoredRule, locale: string): string[] {
  const winnerPart = (rule.winnerBasisPoints ?? WHOLE_BASIS_POINTS) / WHOLE_BASIS_POINTS;
  const parts = [
    rule.clickModel,
    rule.couponFirst ? 'coupon_before' : 'coupon_after',
    rule.isLifetime ? 'kept' : 'decided_anew',
    ...(rule.protectsCustomers ? ['new_only'] : []),
    ...(winnerPart < 1 ? ['shared'] : []),
    ...(winnerPart < 1 && rule.isLifetime ? ['alone'] : []),
  ];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const values = {
    days: rule.windowDays,
    part: percent.format(winnerPart),
    rest: percent.format(1 - winnerPart),
  };
  return parts.map((part) => words(locale, `tracking:rule.${part}`, values));
}
