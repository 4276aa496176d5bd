import { addYears } from 'date-fns/addYears';
import rrule from 'rrule';

const { RRule, Frequency } = rrule;
const MAX_INTERVAL = 366;
/** No task is made for an hour or less. */
const LONGEST_FREQUENCY = Frequency.DAILY;
const LAST_SURE_DAY = 28;
/** A rule that never comes true, the 30th of February, is looked for no longer than this. */
const YEARS_AHEAD = 30;

/** Whether it is a rule of RFC 5545 by days, weeks, months or years that has no begin of its own. */
export function isRecurrence(text: string): boolean {
  try {
    const { freq, interval = 1, dtstart, tzid, count } = RRule.parseString(text);
    if (freq === undefined || freq > LONGEST_FREQUENCY || dtstart || tzid || count) return false;
    if (!Number.isInteger(interval) || interval < 1 || interval > MAX_INTERVAL) return false;
    return (
      nextDay({ rule: text, start: '2024-01-01', after: '2024-01-01', notBefore: '2024-01-01' }) !== null
    );
  } catch {
    return false;
  }
}

interface Wanted {
  rule: string;
  /** The first day of the series, from which intervals are counted. */
  start: string;
  /** The day on which the one before was due. */
  after: string;
  /** What lies further back has been missed, and is left out. */
  notBefore: string;
}

/**
 * The next day of the series as `YYYY-MM-DD`, or null when it has ended. Days are days of a calendar, so that no change
 * of the clock moves them; a series of a month's last days is due on the last day of shorter months.
 */
export function nextDay({ rule, start, after, notBefore }: Wanted): string | null {
  const options = RRule.parseString(rule);
  const dtstart = atMidnight(start);
  const firstDay = dtstart.getUTCDate();
  const isByDay = options.byweekday !== undefined || options.bymonthday !== undefined;
  const isMonthEnd = options.freq === Frequency.MONTHLY && !isByDay && firstDay > LAST_SURE_DAY;
  const from = atMidnight(notBefore > after ? notBefore : after);
  const until = options.until ?? addYears(from, YEARS_AHEAD);
  const series = new RRule({
    ...options,
    ...(isMonthEnd ? { bymonthday: daysUpTo(firstDay), bysetpos: -1 } : {}),
    ...{ dtstart, until },
  });
  const next = series.after(from, notBefore > after);
  return next ? next.toISOString().slice(0, 10) : null;
}

function daysUpTo(day: number): number[] {
  return Array.from({ length: day - LAST_SURE_DAY + 1 }, (_, index) => LAST_SURE_DAY + index);
}

function atMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
