import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** Marks accounts as changed; a mark that is being told at this moment is made anew. */
export async function upsertChanged(workspaceId: string, accountIds: string[]): Promise<void> {
  await sql`
    insert into signals.changed_accounts (workspace_id, account_id)
    select ${workspaceId}, account_id from unnest(${accountIds}::text[]) as changed (account_id) order by 2
    on conflict (workspace_id, account_id) do update set changed_at = now()`.execute(db());
}

/** Takes up to `limit` marks away, passing over those that an open transaction is writing: it tells them itself. */
export async function takeChanged(workspaceId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ accountId: string }>`
    delete from signals.changed_accounts where (workspace_id, account_id) in (
      select workspace_id, account_id from signals.changed_accounts
      where workspace_id = ${workspaceId} order by account_id limit ${limit} for update skip locked)
    returning account_id as "accountId"`.execute(db());
  return rows.map((row) => row.accountId);
}
