import { addDays } from 'date-fns/addDays';

/** A day of the workspace, as `YYYY-MM-DD`. */
export function dayOf(timeZone: string, days: number): string {
  const form = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', form).format(addDays(new Date(), days));
}
