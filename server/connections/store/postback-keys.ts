import { sql } from 'kysely';
import { db } from '../../core/db.ts';

export interface KeyRow {
  id: string;
  name: string;
  kind: 'postback' | 'pixel';
  isTrusted: boolean;
  offerId: string | null;
  sealedKey: string;
  createdAt: Date;
  lastCalledAt: Date | null;
}

/** Oldest first, with the time of the last call. */
export async function listKeys(workspaceId: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select id, name, kind, is_trusted, offer_id, sealed_key, created_at,
      (select max(at) from connections.postback_calls call
        where call.workspace_id = key.workspace_id and call.key_id = key.id) as last_called_at
    from connections.postback_keys key
    where workspace_id = ${workspaceId} and revoked_at is null
    order by created_at, id`.execute(db());
  return rows;
}

export async function insertKey(
  workspaceId: string,
  key: Omit<KeyRow, 'lastCalledAt'> & { keyHash: string; createdBy: string },
): Promise<void> {
  await db()
    .insertInto('connections.postbackKeys')
    .values({ workspaceId, ...key })
    .execute();
}

/** @returns whether there was one. */
export async function revokeKey(workspaceId: string, id: string, at: Date): Promise<boolean> {
  const row = await db()
    .updateTable('connections.postbackKeys')
    .set({ revokedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The one look-up without a workspace: the key is what tells it. */
export async function findKeyByHash(
  keyHash: string,
  kind: KeyRow['kind'],
): Promise<{ id: string; workspaceId: string; offerId: string | null; isTrusted: boolean } | null> {
  const row = await db()
    .selectFrom('connections.postbackKeys')
    .select(['id', 'workspaceId', 'offerId', 'isTrusted'])
    .where('keyHash', '=', keyHash)
    .where('kind', '=', kind)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}
