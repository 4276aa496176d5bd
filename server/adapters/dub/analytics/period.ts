import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMonths } from 'date-fns/addMonths';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfHour } from 'date-fns/startOfHour';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import { startOfYear } from 'date-fns/startOfYear';
import { subDays } from 'date-fns/subDays';
import { subYears } from 'date-fns/subYears';
import type { FactStep } from '../../../tracking/index.ts';
import type { Interval } from './schema.ts';

const MS_PER_DAY = 86_400_000;
const MAX_DAYS_BY_HOUR = 2;
const MAX_DAYS_BY_DAY = 180;
const BEGINNING = new Date(0);

export interface Period {
  from: Date;
  /** Exclusive. */
  to: Date;
  step: FactStep;
}

interface Wish {
  interval: Interval;
  start?: Date;
  end?: Date;
  timezone: string;
}

/** A start given goes before the interval. Days, quarters and years are those of the time zone. */
export function periodOf({ interval, start, end, timezone }: Wish, now: Date): Period {
  const from = start ?? startOf(interval, new TZDate(now.getTime(), timezone));
  const to = start && end ? end : now;
  const days = (to.getTime() - from.getTime()) / MS_PER_DAY;
  const unit = days <= MAX_DAYS_BY_HOUR ? 'hour' : days <= MAX_DAYS_BY_DAY ? 'day' : 'month';
  return { from: new Date(from.getTime()), to, step: { unit, timeZone: timezone } };
}

function startOf(interval: Interval, now: Date): Date {
  const starts: Record<Interval, () => Date> = {
    '24h': () => subDays(now, 1),
    '7d': () => subDays(now, 7),
    '30d': () => subDays(now, 30),
    '90d': () => subDays(now, 90),
    '1y': () => subYears(now, 1),
    mtd: () => startOfMonth(now),
    qtd: () => startOfQuarter(now),
    ytd: () => startOfYear(now),
    all: () => BEGINNING,
  };
  return starts[interval]();
}

/** The start of the step that a moment lies in. */
export function stepOf({ unit, timeZone }: FactStep, at: Date): Date {
  const local = new TZDate(at.getTime(), timeZone);
  const start = { hour: startOfHour, day: startOfDay, month: startOfMonth }[unit](local);
  return new Date(start.getTime());
}

/** Every step from the first to the last moment. */
export function stepsBetween(step: FactStep, from: Date, to: Date): Date[] {
  const next = { hour: addHours, day: addDays, month: addMonths }[step.unit];
  const steps: Date[] = [];
  for (let at = stepOf(step, from); at < to; ) {
    steps.push(at);
    at = stepOf(step, new Date(next(new TZDate(at.getTime(), step.timeZone), 1).getTime()));
  }
  return steps;
}
