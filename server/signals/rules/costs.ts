import { shareOf } from '../../core/rounding.ts';

/** An amount in equal months; what does not divide goes to the first ones, so that the months add up exactly. */
export function spreadOverMonths(amountMinor: number, months: number): number[] {
  let spread = 0;
  return Array.from({ length: months }, (_, index) => {
    const until = shareOf(amountMinor, index + 1, months);
    const month = until - spread;
    spread = until;
    return month;
  });
}

/** CRC = retention cost of the period / average active customers of the period. Null without customers. */
export function retentionCostPerCustomer(costMinor: number, averageCustomers: number): number | null {
  return averageCustomers > 0 ? costMinor / averageCustomers : null;
}

/** Retention cost / subscription revenue of the same period. Null without revenue. */
export function retentionCostRatio(costMinor: number, revenueMinor: number): number | null {
  return revenueMinor > 0 ? costMinor / revenueMinor : null;
}

/** The first day of the month that lies `offset` months after the month of `day`. */
export function monthStart(day: string, offset = 0): string {
  const month = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + offset, 1));
  return month.toISOString().slice(0, 10);
}

/** How many months lie between the months of two days. */
export function monthsBetween(from: string, to: string): number {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(to) - index(from);
}
