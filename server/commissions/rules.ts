import { shareOf } from '../core/money.ts';
import type { PlanTerms } from './schema.ts';

const FULL_RATE_BASIS_POINTS = 10_000;
const DAY_MS = 86_400_000;
const MONTH_MS = (365.25 / 12) * DAY_MS;

/** A sale that an affiliate brought; amounts in minor units, without tax. */
export interface CommissionedSale {
  amountMinor: number;
  currency: string;
  soldAt: Date;
}

/** What came before, of the same customer with the same affiliate. Null before the first sale. */
export interface CustomerHistory {
  firstSoldAt: Date | null;
}

type NothingReason = 'no_plan' | 'only_first_sale' | 'period_over' | 'rounds_to_zero';

export interface Earning {
  amountMinor: number;
  currency: string;
  /** Null when something is earned. */
  nothingBecause: NothingReason | null;
  /** From this moment on it may be paid out, if it still stands. */
  releaseAt: Date;
}

/** What a sale earns under the terms. Without a plan it earns nothing, and says so. */
export function earn(sale: CommissionedSale, terms: PlanTerms | null, history: CustomerHistory): Earning {
  const releaseAt = new Date(sale.soldAt.getTime() + (terms?.holdDays ?? 0) * DAY_MS);
  const currency = terms?.kind === 'flat' && terms.currency ? terms.currency : sale.currency;
  const nothing = (because: NothingReason): Earning => ({
    amountMinor: 0,
    currency,
    nothingBecause: because,
    releaseAt,
  });
  if (!terms) return nothing('no_plan');
  const lapsed = lapse(sale, terms, history);
  if (lapsed) return nothing(lapsed);
  const amountMinor = amountUnder(terms, sale);
  if (amountMinor === 0) return nothing('rounds_to_zero');
  return { amountMinor, currency, nothingBecause: null, releaseAt };
}

/** What sales to come earn, as things stand. */
export interface EarningAhead {
  /** For each sale. */
  amountMinor: number;
  currency: string;
  /** How long from this sale on; Infinity for ever, 0 where nothing is earned. */
  months: number;
}

/** What a customer’s sale would earn now, and for how long sales like it will. */
export function earnAhead(
  sale: CommissionedSale,
  terms: PlanTerms | null,
  history: CustomerHistory,
): EarningAhead {
  const { amountMinor, currency, nothingBecause } = earn(sale, terms, history);
  if (nothingBecause || terms?.recurrence === 'once') return { amountMinor: 0, currency, months: 0 };
  if (terms?.recurrence === 'lifetime') return { amountMinor, currency, months: Infinity };
  const firstSoldAt = history.firstSoldAt ?? sale.soldAt;
  const end = addMonths(firstSoldAt, terms?.recurrenceMonths ?? 0);
  return { amountMinor, currency, months: (end.getTime() - sale.soldAt.getTime()) / MONTH_MS };
}

/** Which sales of a customer earn: the first, those within N months of the first, or all. */
function lapse(sale: CommissionedSale, terms: PlanTerms, history: CustomerHistory): NothingReason | null {
  if (!history.firstSoldAt || terms.recurrence === 'lifetime') return null;
  if (terms.recurrence === 'once') return 'only_first_sale';
  const end = addMonths(history.firstSoldAt, terms.recurrenceMonths ?? 0);
  return sale.soldAt < end ? null : 'period_over';
}

/** The same day N months on, or the last day of a shorter month; in UTC. */
export function addMonths(start: Date, months: number): Date {
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + months);
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return end;
}

function amountUnder(terms: PlanTerms, sale: CommissionedSale): number {
  if (sale.amountMinor <= 0) return 0;
  if (terms.kind === 'flat') return terms.flatAmountMinor ?? 0;
  const share = shareOf(sale.amountMinor, terms.rateBasisPoints ?? 0, FULL_RATE_BASIS_POINTS);
  // Bounds in another currency than the sale's say nothing about it.
  if (terms.currency !== sale.currency) return share;
  return Math.min(Math.max(share, terms.minAmountMinor ?? 0), terms.maxAmountMinor ?? share);
}

/** What is known of one commission after it was booked. */
export interface CommissionFacts {
  amountMinor: number;
  saleAmountMinor: number;
  /** All refunds of the sale so far, in any order. */
  refundedMinor: number;
  isDeclined: boolean;
  /** The sale is credited to somebody else now. */
  isMoved: boolean;
}

/**
 * What the affiliate keeps of a commission: the whole less the refunded share of the sale, nothing when it was
 * declined or the credit has moved.
 * It depends on the sum of the refunds alone, so partial refunds in any order and number add up to the whole.
 */
export function keptAmount(facts: CommissionFacts): number {
  if (facts.isDeclined || facts.isMoved || facts.saleAmountMinor <= 0) return 0;
  const refunded = Math.min(facts.refundedMinor, facts.saleAmountMinor);
  return facts.amountMinor - shareOf(facts.amountMinor, refunded, facts.saleAmountMinor);
}

/** The booking that moves a commission's lines from what they sum to now to what is kept; 0 is no booking. */
export function correction(facts: CommissionFacts, bookedMinor: number): number {
  return keptAmount(facts) - bookedMinor;
}
