import type { Change, SimulatedSale } from './schema.ts';

/** Of an affiliate's many sales only those that change most are kept. */
const MAX_SALES = 200;

/** One sale as the ledger has it and as it would have been; amounts in minor units. */
export interface ReplayedSale extends SimulatedSale {
  affiliateId: string;
  /** Calendar month, `YYYY-MM`. */
  month: string;
  refundedMinor: number;
  /** Of those who share the sale, the one with whom its revenue counts. */
  isWinner: boolean;
  /** Of what it would have earned. */
  waitingMinor: number;
}

export interface Sums extends Change {
  saleCount: number;
  revenueMinor: number;
  waitingMinor: number;
}

/** Sums by name and currency: memory grows with affiliates and months, not with sales. */
export interface Tally {
  saleCount: number;
  totals: Map<string, Sums>;
  months: Map<string, Sums & { month: string }>;
  affiliates: Map<string, Sums & { affiliateId: string }>;
  sales: SimulatedSale[];
}

export function emptyTally(): Tally {
  return { saleCount: 0, totals: new Map(), months: new Map(), affiliates: new Map(), sales: [] };
}

/** Counts a sale, and keeps it where its affiliate is the one that is looked into. */
export function count(tally: Tally, sale: ReplayedSale, openedAffiliateId: string | undefined): void {
  const { affiliateId, month } = sale;
  if (sale.isWinner) tally.saleCount += 1;
  countIn(tally.totals, '', {}, sale);
  countIn(tally.months, month, { month }, sale);
  countIn(tally.affiliates, affiliateId, { affiliateId }, sale);
  if (affiliateId !== openedAffiliateId) return;
  tally.sales.push(sale);
  if (tally.sales.length >= 2 * MAX_SALES) tally.sales = mostChanged(tally.sales);
}

/** Revenue stands under the currency of the sale, a commission under its own. */
function countIn<Key extends object>(
  sums: Map<string, Sums & Key>,
  name: string,
  key: Key,
  { saleAmountMinor, refundedMinor, isWinner, saleCurrency, booked, simulated, waitingMinor }: ReplayedSale,
): void {
  const of = (currency: string) => {
    const id = `${name} ${currency}`;
    const zero = { saleCount: 0, revenueMinor: 0, nowMinor: 0, thenMinor: 0, waitingMinor: 0 };
    const found = sums.get(id) ?? { ...key, ...zero, currency };
    sums.set(id, found);
    return found;
  };
  if (isWinner) {
    const sold = of(saleCurrency);
    sold.saleCount += 1;
    sold.revenueMinor += saleAmountMinor - refundedMinor;
  }
  of(booked.currency).nowMinor += booked.amountMinor;
  const earned = of(simulated.currency);
  earned.thenMinor += simulated.amountMinor;
  earned.waitingMinor += waitingMinor;
}

/** The greatest changes first. */
export function mostChanged(sales: SimulatedSale[]): SimulatedSale[] {
  const change = ({ booked, simulated }: SimulatedSale) =>
    booked.currency === simulated.currency
      ? Math.abs(simulated.amountMinor - booked.amountMinor)
      : Math.max(simulated.amountMinor, booked.amountMinor);
  return sales.toSorted((one, other) => change(other) - change(one)).slice(0, MAX_SALES);
}
