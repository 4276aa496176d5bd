import { type Actor, authorize, systemActor } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { audit, findWorkspace, listWorkspaces } from '../../workspace/index.ts';
import { createPayout } from '../create-payout.ts';
import { listOpenClaims } from '../open-claims.ts';
import { deleteSchedule, findSchedule, takeMonth, upsertSchedule } from '../store/timing.ts';
import type { Schedule } from './schema.ts';

const ACTOR = 'payouts.create-scheduled';

export async function viewSchedule(actor: Actor): Promise<Schedule> {
  authorize(actor, 'payouts.read');
  return (await findSchedule(actor.workspaceId)) ?? { dayOfMonth: null, firstMonth: null };
}

/** A day that this month has passed already counts from the next month on. */
export async function changeSchedule(actor: Actor, dayOfMonth: number | null): Promise<Schedule> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await viewSchedule(actor);
    if (dayOfMonth === null) await deleteSchedule(workspaceId);
    else {
      const today = await dayOf(workspaceId, actor.now);
      const firstMonth = today.day > dayOfMonth ? monthAfter(today.month) : today.month;
      await upsertSchedule(workspaceId, { dayOfMonth, firstMonth, updatedAt: actor.now });
    }
    const change = { objectType: 'payout_schedule', objectId: workspaceId, before, after: { dayOfMonth } };
    await audit(actor, { action: 'payout_schedule.changed', ...change });
    return viewSchedule(actor);
  });
}

/** Creates what is due in every workspace. */
export async function createScheduledPayouts(): Promise<void> {
  for (const { id } of await listWorkspaces()) await createScheduled(systemActor(id, ACTOR));
}

/**
 * On its day, or at the first chance after it, a payout in each currency in which somebody is ready; once a month.
 * @returns how many payouts were created.
 */
export async function createScheduled(actor: Actor): Promise<number> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const schedule = await findSchedule(workspaceId);
    if (!schedule) return 0;
    const { month, day } = await dayOf(workspaceId, actor.now);
    if (day < schedule.dayOfMonth || month < schedule.firstMonth) return 0;
    if (!(await takeMonth(workspaceId, month, actor.now))) return 0;
    const claims = await listOpenClaims(workspaceId, actor.now);
    const ready = claims.filter(({ waitsBecause }) => waitsBecause === null);
    const currencies = [...new Set(ready.map(({ currency }) => currency))].sort();
    for (const currency of currencies) await createPayout(actor, { currency });
    return currencies.length;
  });
}

async function dayOf(workspaceId: string, at: Date): Promise<{ month: string; day: number }> {
  const workspace = await findWorkspace(workspaceId);
  const day = dayIn(workspace?.timeZone ?? 'UTC', at);
  return { month: day.slice(0, 7), day: Number(day.slice(8)) };
}

/** @param month such as 2026-12. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
