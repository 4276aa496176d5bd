import { createHash, randomBytes } from 'node:crypto';
import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { CreatedTaskCalendar, TaskCalendar } from './schema.ts';
import { deleteCalendar, findCalendar, putCalendar } from './store.ts';

const TOKEN_BYTES = 30;
export const CALENDAR_PATH = '/api/v1/task-calendars';

/** When one's own address was made and last asked. @throws Problem 404 without one; 409 for an API key. */
export async function getTaskCalendar(actor: Actor): Promise<TaskCalendar> {
  authorize(actor, 'tasks.read');
  const calendar = await findCalendar(actor.workspaceId, memberOf(actor));
  if (!calendar) throw notFound('calendar');
  return calendar;
}

/** Makes the address, or a new one in place of the old one, which ends at once. @throws Problem 409 for an API key. */
export async function renewTaskCalendar(actor: Actor, { publicUrl }: Config): Promise<CreatedTaskCalendar> {
  authorize(actor, 'tasks.read');
  const userId = memberOf(actor);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const createdAt = actor.now;
  await inTransaction(async () => {
    await putCalendar(actor.workspaceId, { userId, tokenHash: hashCalendarToken(token), createdAt });
    await audit(actor, { action: 'task_calendar.renewed', objectType: 'task_calendar', objectId: userId });
  });
  return { createdAt, lastReadAt: null, url: `${publicUrl}${CALENDAR_PATH}/${token}.ics` };
}

/** The address ends at once. @throws Problem 404 without one; 409 for an API key. */
export async function endTaskCalendar(actor: Actor): Promise<void> {
  authorize(actor, 'tasks.read');
  const userId = memberOf(actor);
  await inTransaction(async () => {
    if (!(await deleteCalendar(actor.workspaceId, userId))) throw notFound('calendar');
    await audit(actor, { action: 'task_calendar.ended', objectType: 'task_calendar', objectId: userId });
  });
}

function memberOf({ userId }: Actor): string {
  if (!userId) throw conflict('not_a_member', 'Only a member has a calendar; an API key is nobody.');
  return userId;
}

export function hashCalendarToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
