import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Source } from '../schema/source.ts';

const TOUCH_EVERY = '1 minute';
const columns = ['id', 'name', 'kind', 'writeKey', 'createdAt', 'lastReceivedAt'] as const;

export async function insertSource(
  workspaceId: string,
  source: { id: string; name: string; writeKey: string; createdBy: string; createdAt: Date },
): Promise<Source> {
  const row = await db()
    .insertInto('signals.sources')
    .values({ workspaceId, ...source })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return row as Source;
}

export async function selectSources(workspaceId: string): Promise<Source[]> {
  const rows = await db()
    .selectFrom('signals.sources')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt')
    .execute();
  return rows as Source[];
}

export async function markSourceDeleted(workspaceId: string, id: string, at: Date): Promise<boolean> {
  const row = await db()
    .updateTable('signals.sources')
    .set({ deletedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The one look-up without a workspace: the key is what tells it. */
export async function selectSourceByKey(
  writeKey: string,
): Promise<{ id: string; workspaceId: string } | null> {
  const row = await db()
    .selectFrom('signals.sources')
    .select(['id', 'workspaceId'])
    .where('writeKey', '=', writeKey)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Notes that sources sent something, to the minute. */
export async function touchSources(workspaceId: string, ids: string[]): Promise<void> {
  await sql`
    update signals.sources set last_received_at = now()
    where workspace_id = ${workspaceId} and id = any(${ids}::text[])
      and (last_received_at is null or last_received_at < now() - ${TOUCH_EVERY}::interval)`.execute(db());
}
