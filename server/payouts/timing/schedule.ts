import { type Actor, authorize, systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit, listWorkspaces } from '../../workspace/index.ts';
import { createPayout } from '../create-payout.ts';
import { listOpenClaims } from '../open-claims.ts';
import { listGroupSchedules, takeGroupMonth } from '../store/group-terms.ts';
import { deleteSchedule, findSchedule, takeMonth, upsertSchedule } from '../store/timing.ts';
import { dayOf } from './day-of.ts';
import { firstMonthOf, isDue } from './rules.ts';
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
      const firstMonth = firstMonthOf(dayOfMonth, await dayOf(workspaceId, actor.now));
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
 * On its day, or at the first chance after it, a payout in each currency in which somebody is ready; once a month for
 * the company, and once for each group that has a day of its own.
 * @returns how many payouts were created.
 */
export async function createScheduled(actor: Actor): Promise<number> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const isPaidNow = await takeDue(actor);
    if (!isPaidNow) return 0;
    const claims = await listOpenClaims(workspaceId, actor.now);
    const ready = claims.filter((claim) => claim.waitsBecause === null && isPaidNow(claim.groupId));
    const byCurrency = Map.groupBy(ready, ({ currency }) => currency);
    for (const [currency, own] of [...byCurrency].sort(([a], [b]) => a.localeCompare(b)))
      await createPayout(actor, { currency, affiliateIds: own.map(({ affiliateId }) => affiliateId) });
    return byCurrency.size;
  });
}

/** Takes the month for whom it is due. @returns whose affiliates are paid now, by their group; null is nobody's. */
async function takeDue({ workspaceId, now }: Actor): Promise<((groupId: string | null) => boolean) | null> {
  const today = await dayOf(workspaceId, now);
  const company = await findSchedule(workspaceId);
  const groups = await listGroupSchedules(workspaceId);
  const isCompanyDue =
    company !== null && isDue(company, today) && (await takeMonth(workspaceId, today.month, now));
  const due = new Set<string>();
  for (const group of groups)
    if (isDue(group, today) && (await takeGroupMonth(workspaceId, group.groupId, today.month, now)))
      due.add(group.groupId);
  if (!isCompanyDue && due.size === 0) return null;
  const ownWay = new Set(groups.map(({ groupId }) => groupId));
  return (groupId) => (groupId && ownWay.has(groupId) ? due.has(groupId) : isCompanyDue);
}
