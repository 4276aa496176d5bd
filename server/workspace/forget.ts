import { sql } from 'kysely';
import { db } from '../core/db.ts';

/**
 * What was changed of these objects, and of others where one of these words stands in it, is forgotten; who changed
 * something of them, and when, stays. @returns how many
 */
export async function blankAuditEntriesOf(
  workspaceId: string,
  { objectIds, words }: { objectIds: string[]; words: string[] },
): Promise<number> {
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { numUpdatedRows } = await db()
    .updateTable('workspace.auditEntries')
    .set({ before: null, after: null })
    .where('workspaceId', '=', workspaceId)
    .where(
      sql<boolean>`(object_id = any(${objectIds}::text[]) and coalesce(before, after) is not null
        or concat(before, after) ilike any(${patterns}::text[]))`,
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * These users were in the workspace as affiliates alone: they are no longer, and who is in no other workspace can sign in
 * nowhere. Members of staff stay.
 */
export async function forgetAffiliateUsers(workspaceId: string, userIds: string[]): Promise<void> {
  const { rows } = await sql<{ userId: string }>`
    delete from workspace.members where workspace_id = ${workspaceId} and user_id = any(${userIds}::text[])
      and role = 'affiliate' returning user_id`.execute(db());
  const gone = rows.map(({ userId }) => userId);
  await sql`delete from workspace.identities i where id = any(${gone}::text[])
    and not exists (select from workspace.members m where m.user_id = i.id)`.execute(db());
}

export async function countAuditEntriesBefore(workspaceId: string, before: Date): Promise<number> {
  const { count } = await db()
    .selectFrom('workspace.auditEntries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @returns how many there were. */
export async function deleteAuditEntriesBefore(workspaceId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await db()
    .deleteFrom('workspace.auditEntries')
    .where('workspaceId', '=', workspaceId)
    .where('at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
