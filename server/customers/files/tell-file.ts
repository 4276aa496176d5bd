import { deleteTimelineEntries, insertTimelineEntries } from '../store/timeline.ts';
import type { FileRow } from './store/files.ts';

const KIND = 'file';

/** Puts a file on the timeline of whom it belongs to, or takes it off; one that is attached stands with what it is attached to. */
export async function tellFile(
  workspaceId: string,
  file: Omit<FileRow, 'deletedAt'> & { deletedAt?: Date | null },
): Promise<void> {
  const { id, accountId, personId, activityId, name, authorId, authorName, createdAt: at } = file;
  if (activityId || (!accountId && !personId)) return;
  if (file.deletedAt) return deleteTimelineEntries(workspaceId, KIND, [id]);
  const said = { code: 'customers:timeline.file', values: { author: authorName, name } };
  await insertTimelineEntries(workspaceId, [
    { accountId, personId, isPersonal: accountId === null, at, kind: KIND, sourceId: id, authorId, ...said },
  ]);
}
