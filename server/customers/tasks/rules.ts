import { TZDate } from '@date-fns/tz';
import { dayIn } from '../../core/calendar.ts';
import type { FieldError } from '../../core/problem.ts';

export interface Due {
  /** An ISO day in the workspace's time zone. */
  dueOn: string | null;
  /** The time on that day, where there is one. */
  dueAt: Date | null;
}

/**
 * What a due date becomes: a time decides the day; a new day without a time takes the old time away.
 * @param wanted absent keeps, null erases.
 */
export function dueOf(before: Due, wanted: Partial<Due>, timeZone: string): Due {
  if (wanted.dueAt) return { dueOn: dayIn(timeZone, wanted.dueAt), dueAt: wanted.dueAt };
  if (wanted.dueOn !== undefined) return { dueOn: wanted.dueOn, dueAt: null };
  return { dueOn: before.dueOn, dueAt: wanted.dueAt === null ? null : before.dueAt };
}

/** The same time of the day on another day, as the clocks of the time zone show it. */
export function sameTimeOn(day: string, at: Date, timeZone: string): Date {
  const local = new TZDate(at.getTime(), timeZone);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new TZDate(year, month - 1, date, local.getHours(), local.getMinutes(), timeZone);
  return new Date(moved.getTime());
}

/** A reminder that keeps its distance to the due day, at the same time of the day. */
export function remindNext(remindAt: Date, from: string, to: string, timeZone: string): Date {
  const before = Date.parse(from) - Date.parse(dayIn(timeZone, remindAt));
  const day = new Date(Date.parse(to) - before).toISOString().slice(0, 10);
  return sameTimeOn(day, remindAt, timeZone);
}

/** What does not go together in a task, as it would be. */
export function findTaskErrors({
  dueOn,
  recurrence,
}: {
  dueOn: string | null;
  recurrence: string | null;
}): FieldError[] {
  if (recurrence !== null && dueOn === null)
    return [{ path: 'dueOn', message: 'is needed by a task that recurs' }];
  return [];
}
