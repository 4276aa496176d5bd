import { TZDate } from '@date-fns/tz';
import { notFound } from '../core/problem.ts';
import { findWorkspace } from '../workspace/index.ts';
import type { Day } from './schema/inputs.ts';

/** Days and moments of one workspace: a calendar day is always in its time zone. */
export interface Calendar {
  timeZone: string;
  /** The workspace's currency, for facts that name none. */
  currency: string;
  dayOf(at: Date): Day;
  startOf(day: Day): Date;
}

export async function readCalendar(workspaceId: string): Promise<Calendar> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  return openCalendar(workspace.timeZone, workspace.currency);
}

export function openCalendar(timeZone: string, currency: string): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const starts = new Map<Day, Date>();
  return {
    timeZone,
    currency,
    dayOf: (at) => format.format(at),
    startOf(day) {
      const start = starts.get(day) ?? startOfDay(day, timeZone);
      starts.set(day, start);
      return start;
    },
  };
}

function startOfDay(day: Day, timeZone: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(new TZDate(year ?? 0, (month ?? 1) - 1, date ?? 1, timeZone).getTime());
}
