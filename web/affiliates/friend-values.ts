import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import type { OfferRow } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;
const USUAL_PERCENT = 10;

export type FriendKind = 'none' | 'percent' | 'amount';

/** What the friend gets as the form holds it: percent and major units. */
export interface FriendValues {
  kind: FriendKind;
  percent: number | string;
  amount: number | string;
  currency: string;
  duration: 'once' | 'months' | 'forever';
  months: number | string;
  text: string;
  promotionCodeId: string;
}

export function friendOf(offer: OfferRow | null, currency: string): FriendValues {
  const discount = offer?.friendDiscount ?? null;
  const isAmount = discount?.kind === 'amount';
  const own = isAmount ? discount.currency : currency;
  return {
    kind: discount?.kind ?? 'none',
    percent: discount?.kind === 'percent' ? discount.basisPoints / BASIS_POINTS_A_PERCENT : USUAL_PERCENT,
    amount: isAmount ? discount.amountMinor / 10 ** fractionDigits(own) : '',
    currency: own,
    duration: discount?.duration ?? 'once',
    months: discount?.months ?? 3,
    text: discount?.text ?? '',
    promotionCodeId: discount?.promotionCodeId ?? '',
  };
}

export function discountOf(values: FriendValues) {
  const { kind, currency, duration, text } = values;
  if (kind === 'none') return null;
  const lasting = {
    ...{ duration, text, promotionCodeId: values.promotionCodeId || null },
    months: duration === 'months' ? Number(values.months) : null,
  };
  return kind === 'percent'
    ? { kind, basisPoints: Math.round(Number(values.percent) * BASIS_POINTS_A_PERCENT), ...lasting }
    : { kind, amountMinor: toMinor(Number(values.amount), currency), currency, ...lasting };
}
