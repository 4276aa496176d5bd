import { deleteActivityEntries, insertTimelineEntries, updateActivityEntries } from '../store/timeline.ts';
import { toSentence } from './rules.ts';
import { type ActivityRow, selectPartIds } from './store/activities.ts';

/** Puts an activity on the timelines of whom it is about and of who took part, as it is now; a deleted one off them. */
export async function putOnTimelines(workspaceId: string, row: ActivityRow): Promise<void> {
  const { id, kind, at, authorId } = row;
  if (row.deletedAt) return deleteActivityEntries(workspaceId, id, null);
  const parts = (await selectPartIds(workspaceId, id)).filter((personId) => personId !== row.personId);
  const entry = { at, kind, authorId, activityId: id, ...toSentence(row) };
  const known = await updateActivityEntries(workspaceId, entry);
  const people = [...parts, ...(row.personId ? [row.personId] : [])];
  await deleteActivityEntries(workspaceId, id, people);
  const entries = parts.map((personId) => ({
    personId,
    isPersonal: true,
    sourceId: `${id}:${personId}`,
    ...entry,
  }));
  const isPersonal = row.accountId === null;
  const own = { accountId: row.accountId, personId: row.personId, isPersonal, sourceId: id, ...entry };
  const isTold = known.some(({ sourceId }) => sourceId === id);
  const told = new Set(known.map(({ personId }) => personId));
  const missing = [...(isTold ? [] : [own]), ...entries.filter(({ personId }) => !told.has(personId))];
  if (missing.length > 0) await insertTimelineEntries(workspaceId, missing);
}
