import { formatMoney } from '../core/money.ts';
import { words } from '../core/words.ts';
import type { FriendDiscount } from './schema/discount.ts';

const BASIS_POINTS_PER_ONE = 10_000;

/** What the friend gets, as a sentence; null where the offer promises them nothing. */
export function sayDiscount(discount: FriendDiscount | null, locale: string): string | null {
  if (!discount) return null;
  const { duration, months, text } = discount;
  const values = { discount: sayReduction(discount, locale), count: months ?? 0 };
  return [words(locale, `affiliates:friend.${duration}`, values), text].filter(Boolean).join(' ');
}

/** `20%` or `$10.00`. */
export function sayReduction(discount: FriendDiscount, locale: string): string {
  if (discount.kind === 'amount') return formatMoney(discount.amountMinor, discount.currency, locale);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    discount.basisPoints / BASIS_POINTS_PER_ONE,
  );
}
