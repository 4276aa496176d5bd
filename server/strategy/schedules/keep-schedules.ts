import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit, findWorkspace, listMembersWith } from '../../workspace/index.ts';
import { nextDayAfter } from './rules.ts';
import type { NewSchedule, ReportSchedule } from './schema.ts';
import { deleteSchedule, insertSchedule, selectSchedules } from './store.ts';

export async function listSchedules(actor: Actor): Promise<{ data: ReportSchedule[] }> {
  authorize(actor, 'reports.read');
  return { data: await selectSchedules(actor.workspaceId) };
}

/** @throws Problem 422 naming `userIds` when one of them may not read reports. */
export async function createSchedule(actor: Actor, wanted: NewSchedule): Promise<ReportSchedule> {
  authorize(actor, 'reports.write');
  const { workspaceId } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const readers = new Set((await listReaders(workspaceId)).map(({ userId }) => userId));
  if (!wanted.userIds.every((userId) => readers.has(userId)))
    throw invalidField('userIds', 'names somebody who may not read reports here');
  const schedule = {
    ...wanted,
    id: newId('rsc'),
    nextDay: nextDayAfter(wanted.rhythm, dayIn(workspace.timeZone, actor.now)),
    createdByName: actor.name,
  };
  await inTransaction(async () => {
    await insertSchedule(workspaceId, { ...schedule, createdBy: actor.id, createdAt: actor.now });
    await audit(actor, {
      action: 'report.scheduled',
      objectType: 'report_schedule',
      objectId: schedule.id,
      after: wanted,
    });
  });
  return schedule;
}

/** @throws Problem 404 */
export async function removeSchedule(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'reports.write');
  await inTransaction(async () => {
    const before = await deleteSchedule(actor.workspaceId, id);
    if (!before) throw notFound('schedule');
    await audit(actor, { action: 'report.unscheduled', objectType: 'report_schedule', objectId: id, before });
  });
}

/** Members whose role may read reports. */
export function listReaders(workspaceId: string) {
  return listMembersWith(workspaceId, 'reports.read');
}
