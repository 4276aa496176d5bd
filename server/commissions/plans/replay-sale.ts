import type { Conversion } from '../rates/convert.ts';
import { type CommissionedSale, type CustomerHistory, type Earning, earn } from '../rules.ts';
import { type SaleFacts, UNKNOWN_FACTS } from './choose-reward.ts';
import { type CreditedSale, lookBack, type Past, remember } from './past.ts';
import type { PlanTerms } from './schema.ts';

/** A sale as it was booked, of everything that rules look at. */
export interface BookedSale {
  affiliateId: string;
  customerId: string;
  planId: string | null;
  saleAmountMinor: number;
  /** The affiliate's share of it. */
  creditedMinor: number;
  saleCurrency: string;
  soldAt: Date;
  facts: Partial<SaleFacts> & { saleNumber?: number; conversion?: Conversion | undefined };
}

/** Lets a sale earn after all that came before it, and makes it part of what comes before the next. */
export function replaySale(
  past: Past,
  sale: BookedSale,
  terms: PlanTerms | null,
): { earning: Earning; before: CustomerHistory } {
  const credited = creditedOf(sale);
  const before = lookBack(past, credited, terms);
  const earning = earn(saleOf(sale), terms, before);
  remember(past, credited, earning);
  return { earning, before };
}

/** As the rules see it. */
export function saleOf(sale: BookedSale): CommissionedSale {
  const { facts, saleAmountMinor: wholeMinor, creditedMinor: amountMinor, saleCurrency, soldAt } = sale;
  return { ...UNKNOWN_FACTS, ...facts, amountMinor, wholeMinor, currency: saleCurrency, soldAt };
}

function creditedOf(sale: BookedSale): CreditedSale {
  const { affiliateId, customerId, planId, creditedMinor, saleCurrency, soldAt, facts } = sale;
  const saleNumber = facts.saleNumber ?? null;
  const amount = { amountMinor: creditedMinor, currency: saleCurrency };
  const converted = facts.conversion ?? null;
  return { affiliateId, customerId, planId, saleNumber, soldAt, converted, ...amount };
}
