import { words } from '../../core/words.ts';
import type { StoredRule } from '../store/conversions.ts';

/** A rule in words, a sentence for each of its parts. */
export function sayRule(rule: StoredRule, locale: string): string[] {
  const parts = [
    rule.clickModel,
    rule.couponFirst ? 'coupon_before' : 'coupon_after',
    rule.isLifetime ? 'kept' : 'decided_anew',
    ...(rule.protectsCustomers ? ['new_only'] : []),
  ];
  return parts.map((part) => words(locale, `tracking:rule.${part}`, { days: rule.windowDays }));
}
