/** Whose word counts: the most particular one. */
export type TermsOf = 'group' | 'company';

export interface Minimum {
  amountMinor: number;
  of: TermsOf;
}

/** What a balance must reach at least: the group's word, where it has one, else the company's. */
export function minimumOf(company: number | undefined, group: number | undefined): Minimum {
  if (group !== undefined) return { amountMinor: group, of: 'group' };
  return { amountMinor: company ?? 0, of: 'company' };
}

/** Null is never by itself. */
export interface MonthlyDay {
  dayOfMonth: number | null;
  firstMonth: string | null;
}

/** When payouts are created by themselves: the group's word, where it has one, else the company's. */
export function scheduleOf(
  company: MonthlyDay | null,
  group: MonthlyDay | undefined,
): MonthlyDay & { of: TermsOf } {
  if (group) return { ...group, of: 'group' };
  return { ...(company ?? { dayOfMonth: null, firstMonth: null }), of: 'company' };
}

export function isDue(
  { dayOfMonth, firstMonth }: MonthlyDay,
  today: { month: string; day: number },
): boolean {
  if (dayOfMonth === null || firstMonth === null) return false;
  return today.day >= dayOfMonth && today.month >= firstMonth;
}

/** @param today such as 2026-03-15. @returns the day of the next payout; null where none comes by itself. */
export function nextDay({ dayOfMonth, firstMonth }: MonthlyDay, today: string): string | null {
  if (dayOfMonth === null || firstMonth === null) return null;
  const [month, day] = [today.slice(0, 7), Number(today.slice(8))];
  const next = day > dayOfMonth ? monthAfter(month) : month;
  return `${next > firstMonth ? next : firstMonth}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** A day that this month has passed already counts from the next month on. */
export function firstMonthOf(dayOfMonth: number, today: { month: string; day: number }): string {
  return today.day > dayOfMonth ? monthAfter(today.month) : today.month;
}

/** @param month such as 2026-12. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
