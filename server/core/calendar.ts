import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';

const MONTHS_A_QUARTER = 3;
const MS_PER_QUARTER = 900_000;

const formats = new Map<string, Intl.DateTimeFormat>();
let known = { timeZone: '', quarter: -1, day: '' };

/**
 * The calendar day of a moment, as `YYYY-MM-DD`. Days of every time zone begin on a quarter of an hour, so
 * the clicks of one quarter share one look-up.
 */
export function dayIn(timeZone: string, at: Date): string {
  const quarter = Math.floor(at.getTime() / MS_PER_QUARTER);
  if (known.quarter !== quarter || known.timeZone !== timeZone)
    known = { timeZone, quarter, day: formatOf(timeZone).format(at) };
  return known.day;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/** The calendar month of a moment as people of the time zone know it; `to` is exclusive. */
export function monthAround(at: Date, timeZone: string): { from: Date; to: Date } {
  const start = startOfMonth(new TZDate(at.getTime(), timeZone));
  return { from: new Date(start.getTime()), to: new Date(addMonths(start, 1).getTime()) };
}

/** The calendar quarter of a moment, in the same way. */
export function quarterAround(at: Date, timeZone: string): { from: Date; to: Date } {
  const start = startOfQuarter(new TZDate(at.getTime(), timeZone));
  return { from: new Date(start.getTime()), to: new Date(addMonths(start, MONTHS_A_QUARTER).getTime()) };
}
