import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { RetentionKind, RetentionRule } from './schema.ts';

type StoredRule = RetentionRule & { months: number };

export async function selectRules(workspaceId: string): Promise<StoredRule[]> {
  const rows = await db()
    .selectFrom('customers.retentionRules')
    .select(['kind', 'months', 'setByName', 'setAt', 'lastRunAt', 'lastCount'])
    .where('workspaceId', '=', workspaceId)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as RetentionKind }));
}

export async function upsertRule(
  workspaceId: string,
  rule: { kind: RetentionKind; months: number; setBy: string; setByName: string; setAt: Date },
): Promise<void> {
  await db()
    .insertInto('customers.retentionRules')
    .values({ workspaceId, ...rule })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'kind']).doUpdateSet(rule))
    .execute();
}

export async function deleteRule(workspaceId: string, kind: RetentionKind): Promise<void> {
  await db()
    .deleteFrom('customers.retentionRules')
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .execute();
}

export async function noteRun(
  workspaceId: string,
  kind: RetentionKind,
  { lastRunAt, lastCount }: { lastRunAt: Date; lastCount: number },
): Promise<void> {
  await db()
    .updateTable('customers.retentionRules')
    .set({ lastRunAt, lastCount })
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .execute();
}

/** People who never became customers, on whose timeline nothing stands since then, and whom nobody works on. */
function isQuietLead(workspaceId: string, before: Date) {
  return sql`p.workspace_id = ${workspaceId} and p.stage = 'lead' and p.created_at < ${before}
    and not exists (select from customers.timeline_entries e
      where e.workspace_id = p.workspace_id and e.person_id = p.id and e.at >= ${before})
    and not exists (select from customers.accounts a
      where a.workspace_id = p.workspace_id and a.id = p.account_id and a.stage in ('trial', 'customer'))
    and not exists (select from customers.tasks k
      where k.workspace_id = p.workspace_id and k.person_id = p.id and k.state = 'open' and k.deleted_at is null)
    and not exists (select from customers.deal_people q join customers.deals d
      on d.workspace_id = q.workspace_id and d.id = q.deal_id
      where q.workspace_id = p.workspace_id and q.person_id = p.id and d.state = 'open' and d.deleted_at is null)
    and not exists (select from customers.person_holds h
      where h.workspace_id = p.workspace_id and h.person_id = p.id)`;
}

export async function countQuietLeads(workspaceId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from customers.people p
    where ${isQuietLead(workspaceId, before)}`.execute(db());
  return rows[0]?.count ?? 0;
}

/** In the order of their ids, from after one of them. */
export async function selectQuietLeads(
  workspaceId: string,
  before: Date,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.id from customers.people p
    where ${isQuietLead(workspaceId, before)} and p.id > ${afterId} order by p.id limit ${limit}`.execute(
    db(),
  );
  return rows.map(({ id }) => id);
}
