import { sql } from 'kysely';
import { db, inTransaction } from '../core/db.ts';
import { blankSeal } from './audit-chain/seals.ts';
import { blankEntries, lockHead } from './audit-chain/store.ts';

/**
 * What was changed of these objects, and of others where one of these words stands in it, is forgotten; who changed
 * something of them, and when, stays, and that it was forgotten lawfully is sealed. @returns how many
 */
export async function blankAuditEntriesOf(
  workspaceId: string,
  { objectIds, words }: { objectIds: string[]; words: string[] },
): Promise<number> {
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return inTransaction(async () => {
    // Whoever gives rows their places has the same rows in hand.
    await lockHead(workspaceId);
    const rows = await db()
      .selectFrom('workspace.auditEntries')
      .select(['id', 'detailHash'])
      .where('workspaceId', '=', workspaceId)
      .where(
        sql<boolean>`(object_id = any(${objectIds}::text[]) and coalesce(before, after) is not null
          or concat(before, after) ilike any(${patterns}::text[]))`,
      )
      .execute();
    await blankEntries(
      workspaceId,
      rows.map(({ id, detailHash }) => ({
        id,
        seal: detailHash === null ? null : blankSeal(workspaceId, id, detailHash),
      })),
    );
    return rows.length;
  });
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
