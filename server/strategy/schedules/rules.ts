import { addMonths } from 'date-fns/addMonths';
import { formatISO } from 'date-fns/formatISO';
import { nextMonday } from 'date-fns/nextMonday';
import { parseISO } from 'date-fns/parseISO';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subMonths } from 'date-fns/subMonths';
import { subWeeks } from 'date-fns/subWeeks';
import { type Period, shiftDay } from '../reports/rules.ts';
import type { Rhythm } from './schema.ts';

const toDay = (date: Date) => formatISO(date, { representation: 'date' });

/** The next Monday, or first of a month, after a day. */
export function nextDayAfter(rhythm: Rhythm, day: string): string {
  const date = parseISO(day);
  return toDay(rhythm === 'weekly' ? nextMonday(date) : addMonths(startOfMonth(date), 1));
}

/** The week or month that ends on the eve of a Monday or first. */
export function periodBefore(rhythm: Rhythm, day: string): Period {
  const date = parseISO(day);
  return {
    since: toDay(rhythm === 'weekly' ? subWeeks(date, 1) : subMonths(date, 1)),
    until: shiftDay(day, -1),
  };
}

/** The last Monday or first that has come: of a server that slept, one report is sent and not all that it missed. */
export function dueDay(rhythm: Rhythm, nextDay: string, today: string): string | null {
  if (nextDay > today) return null;
  let due = nextDay;
  for (let next = nextDayAfter(rhythm, due); next <= today; next = nextDayAfter(rhythm, next)) due = next;
  return due;
}
