import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { NonCash } from './non-cash-schema.ts';

/** What is given, as its affiliate reads it. @param currency of its amount, if it has one. */
export function sayNonCash(what: NonCash, currency: string, locale: string): string {
  const say = (key: string, values: Record<string, unknown>) =>
    words(locale, `commissions:nonCash.what.${key}`, values);
  if (what.kind === 'points') {
    const { points, name } = what;
    return say('points', { points: new Intl.NumberFormat(locale).format(points), name });
  }
  if (what.kind === 'credit')
    return say('credit', { amount: formatMoney(what.amountMinor, currency, locale) });
  if (what.worthMinor === null) return say('gift', { name: what.name });
  return say('giftWorth', { name: what.name, worth: formatMoney(what.worthMinor, currency, locale) });
}
