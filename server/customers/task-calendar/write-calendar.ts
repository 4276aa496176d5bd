import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import type { StoredTask } from '../tasks/store/list-tasks.ts';

const MS_PER_MINUTE = 60_000;
/** A task has a time at which it is due and no length; calendars need one to show. */
const SHOWN_MS = 30 * MS_PER_MINUTE;
const REFRESHED_EVERY_SECONDS = 3_600;

interface CalendarOf {
  name: string;
  timeZone: string;
  /** Where a task is seen: its id is put at the end. */
  taskUrl: string;
}

/**
 * An RFC 5545 calendar of dated tasks. A day is a day wherever it is read; a time is in UTC, so that no reader needs to
 * know our time zone. As events, because the calendars that people use leave to-dos out.
 */
export function writeCalendar({ name, timeZone, taskUrl }: CalendarOf, tasks: readonly StoredTask[]): string {
  const calendar = ical({
    // The library escapes the texts of events, but not the name.
    name: escaped(name),
    prodId: { company: 'Goodword', product: 'Tasks', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESHED_EVERY_SECONDS,
  });
  calendar.x([{ key: 'X-WR-TIMEZONE', value: timeZone }]);
  for (const task of tasks) {
    const event = toEvent(task, taskUrl);
    if (event) calendar.createEvent(event);
  }
  return calendar.toString();
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ');
}

function toEvent(task: StoredTask, taskUrl: string): ICalEventData | null {
  if (!task.dueOn) return null;
  const url = `${taskUrl}${task.id}`;
  const about = [task.account?.name, task.person?.name, task.deal?.name].filter(Boolean).join(' · ');
  const when = task.dueAt
    ? { start: task.dueAt, end: new Date(task.dueAt.getTime() + SHOWN_MS) }
    : { start: new Date(task.dueOn), allDay: true };
  return {
    ...{ id: `${task.id}@goodword`, summary: task.title, ...when, url },
    description: [about, task.note, url].filter(Boolean).join('\n'),
    ...{ stamp: task.updatedAt, created: task.createdAt, lastModified: task.updatedAt },
  };
}
