import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Learned } from '../refresh/learn.ts';

export interface SavedStandards {
  learned: Learned;
  asOf: Date;
  refreshedAt: Date;
}

/** One refresh of a workspace at a time: waits for the other's transaction. */
export async function lockRefresh(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`success.refresh:${workspaceId}`}, 0))`.execute(
    db(),
  );
}

export async function findStandards(workspaceId: string): Promise<SavedStandards | null> {
  const row = await db()
    .selectFrom('success.standards')
    .select(['learned', 'asOf', 'refreshedAt'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ? { ...row, learned: row.learned as never } : null;
}

export async function upsertStandards(workspaceId: string, saved: SavedStandards): Promise<void> {
  const row = { ...saved, learned: JSON.stringify(saved.learned) };
  await db()
    .insertInto('success.standards')
    .values({ workspaceId, ...row })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(row))
    .execute();
}

/** Marks accounts to be scored again. */
export async function markStale(workspaceId: string, accountIds: string[]): Promise<void> {
  await sql`
    insert into success.stale_accounts (workspace_id, account_id)
    select ${workspaceId}, account.id from unnest(${accountIds}::text[]) as account (id) order by account.id
    on conflict do nothing`.execute(db());
}

/** How many accounts wait to be scored again. */
export async function countStale(workspaceId: string): Promise<number> {
  const { count } = await db()
    .selectFrom('success.staleAccounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Takes the marks away, in the transaction that scores the accounts again. */
export async function takeStale(workspaceId: string): Promise<string[]> {
  const rows = await db()
    .deleteFrom('success.staleAccounts')
    .where('workspaceId', '=', workspaceId)
    .returning('accountId')
    .execute();
  return rows.map((row) => row.accountId).sort();
}
