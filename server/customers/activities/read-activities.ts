import { type Actor, authorize } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import type { Activity, ActivityQuery, ActivityVersion } from './schema.ts';
import { selectVersions } from './store/activities.ts';
import { findActivity, pageOfActivities } from './store/list-activities.ts';

/** One page of notes, calls and meetings by time. */
export async function listActivities(
  actor: Actor,
  query: ActivityQuery,
): Promise<{ data: Activity[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  const { direction, limit, cursor, ...filters } = query;
  return pageOfActivities(actor, filters, { direction, limit, after: decodeCursor(cursor) });
}

/** @throws Problem 404 */
export async function getActivity(actor: Actor, id: string): Promise<Activity> {
  authorize(actor, 'accounts.read');
  const found = await findActivity(actor, id);
  if (!found) throw notFound('activity');
  return found;
}

/** What it said before each change, the newest first. @throws Problem 404 */
export async function listVersions(actor: Actor, id: string): Promise<{ data: ActivityVersion[] }> {
  await getActivity(actor, id);
  const rows = await selectVersions(actor.workspaceId, id);
  return { data: rows.map((row) => ({ ...row, said: row.said as ActivityVersion['said'] })) };
}
