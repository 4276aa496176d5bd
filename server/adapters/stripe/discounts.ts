import { UNKNOWN_DISCOUNT, type UsedDiscount } from '../billing/facts.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { amountOf, listOf, refOf, toMinor } from './wire.ts';

/** What was given off in an invoice or a checkout: each as far as it is told, by id alone or in full. */
export function discountsOf(object: Json): UsedDiscount[] {
  const currency = String(object.currency ?? '');
  const amounts = listOf(object.total_discount_amounts);
  const told = [
    ...(Array.isArray(object.discounts) ? object.discounts : []),
    ...(object.discount ? [object.discount] : []),
    ...amounts.map(({ discount }) => discount),
  ];
  const found = new Map<string, UsedDiscount>();
  for (const [index, discount] of told.entries()) {
    // In a checkout a discount has no id yet.
    const read = readDiscount(discount);
    const key = read.discountId ?? String(index);
    const known = found.get(key);
    if (!known || isTold(read)) found.set(key, { ...known, ...read });
  }
  for (const { discount, amount } of amounts) {
    const used = found.get(refOf(discount) ?? '');
    if (used) used.amountMinor = toMinor(amountOf(amount), currency);
  }
  return [...found.values()].filter((used) => used.discountId || isTold(used));
}

function isTold({ codeId, code, couponId }: UsedDiscount): boolean {
  return Boolean(codeId || code || couponId);
}

/** The sum of what was given off. */
export function sumOfDiscounts(object: Json): number {
  const amounts = listOf(object.total_discount_amounts).map(({ amount }) => amountOf(amount));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const given = sum || amountOf(objectOf(object.total_details).amount_discount);
  return toMinor(given, String(object.currency ?? ''));
}

/** Of a discount its coupon was a field before it became its source. */
export function readDiscount(discount: unknown): UsedDiscount {
  const { promotion_code: named, coupon, source } = objectOf(discount);
  return {
    ...UNKNOWN_DISCOUNT,
    discountId: refOf(discount),
    codeId: refOf(named),
    code: textOf(objectOf(named).code) ?? null,
    couponId: refOf(coupon) ?? refOf(objectOf(source).coupon),
  };
}
