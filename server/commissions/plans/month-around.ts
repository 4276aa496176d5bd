import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';

/** The calendar month of a moment as people of the time zone know it; `to` is exclusive. */
export function monthAround(at: Date, timeZone: string): { from: Date; to: Date } {
  const start = startOfMonth(new TZDate(at.getTime(), timeZone));
  return { from: new Date(start.getTime()), to: new Date(addMonths(start, 1).getTime()) };
}
