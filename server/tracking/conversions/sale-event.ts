import type { Sale } from '../schema/conversion.ts';
import { splitAmount } from '../shares.ts';
import type { StoredShare } from '../store/conversions.ts';

/** What `sale.recorded` and `sale.attributed` tell. Times are ISO strings, as all payloads are plain JSON. */
export interface SaleEvent {
  saleId: string;
  externalId: string;
  affiliateId: string | null;
  offerId: string | null;
  customerId: string;
  customerExternalId: string;
  amountMinor: number;
  discountMinor: number | null;
  currency: string;
  occurredAt: string;
  /** Which of the customer's sales it is, by the time it happened; 1 is the first. */
  saleNumber: number;
  product: string | null;
  customerPlan: string | null;
  country: string | null;
  couponCode: string | null;
  /** What each affiliate gets of the amount, the winner first; together all of it. Empty where nobody has the credit. */
  shares: { affiliateId: string; amountMinor: number }[];
}

type ToldSale = Pick<
  Sale,
  | 'id'
  | 'externalId'
  | 'affiliateId'
  | 'offerId'
  | 'customerId'
  | 'customerExternalId'
  | 'amountMinor'
  | 'discountMinor'
  | 'currency'
  | 'occurredAt'
  | 'product'
  | 'customerPlan'
  | 'country'
  | 'couponCode'
>;

export function saleEvent(sale: ToldSale, saleNumber: number, shares: StoredShare[] | null): SaleEvent {
  const { id, externalId, affiliateId, offerId, customerId, amountMinor, currency, occurredAt } = sale;
  const { customerExternalId, discountMinor } = sale;
  const { product, customerPlan, country, couponCode } = sale;
  return {
    saleId: id,
    externalId,
    affiliateId,
    offerId,
    customerId,
    customerExternalId,
    amountMinor,
    discountMinor,
    currency,
    occurredAt: occurredAt.toISOString(),
    saleNumber,
    product,
    customerPlan,
    country,
    couponCode,
    shares: splitSale(sale, shares),
  };
}

/** What each affiliate gets of a sale, the winner first; empty where nobody has the credit. */
export function splitSale(
  { affiliateId, amountMinor }: Pick<ToldSale, 'affiliateId' | 'amountMinor'>,
  shares: StoredShare[] | null,
): SaleEvent['shares'] {
  if (!shares) return affiliateId ? [{ affiliateId, amountMinor }] : [];
  const amounts = splitAmount(
    amountMinor,
    shares.map(({ weight }) => weight),
  );
  return shares.map((share, place) => ({ affiliateId: share.affiliateId, amountMinor: amounts[place] ?? 0 }));
}
