import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { type HealthBand, type Reader, reachesAccount } from '../../customers/index.ts';
import type { OpportunitySort, OpportunityState } from '../growth/kinds.ts';
import type { Finding } from '../growth/rules.ts';
import type { OpportunityFilters } from '../schema/opportunity.ts';

export interface OpportunityRow extends Finding {
  id: string;
  accountId: string;
  state: OpportunityState;
  foundAt: Date;
  refreshedAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  dismissReason: string | null;
  quietUntil: Date | null;
  dealId: string | null;
  /** As of the last refresh. */
  healthScore: number | null;
  healthBand: HealthBand;
  mrrMinor: number | null;
  mrrCurrency: string | null;
}

const select = sql`
  select o.id, o.account_id, o.kind, o.state, o.monthly_minor, o.currency, o.inputs, o.found_at, o.refreshed_at,
    o.decided_at, o.decided_by_name, o.dismiss_reason, o.quiet_until, o.deal_id, s.health_score,
    coalesce(s.health_band, 'not_scored') as health_band, s.mrr_minor, s.currency as mrr_currency
  from success.opportunities o
  left join success.account_scores s on s.workspace_id = o.workspace_id and s.account_id = o.account_id`;

const SORTS = {
  monthlyMinor: { column: sql`o.monthly_minor`, type: sql`bigint` },
  foundAt: { column: sql`o.found_at`, type: sql`timestamptz` },
};

function conditionOf(reader: Reader, filters: OpportunityFilters) {
  const { state = null, kind = null, accountId = null, minMonthlyMinor = null } = filters;
  return sql`o.workspace_id = ${reader.workspaceId}
    and ${reachesAccount(reader, sql`o.account_id`) ?? sql`true`}
    and (${state}::text is null or o.state = ${state})
    and (${kind}::text is null or o.kind = ${kind})
    and (${accountId}::text is null or o.account_id = ${accountId})
    and (${minMonthlyMinor}::bigint is null or o.monthly_minor >= ${minMonthlyMinor})`;
}

/** The largest or the newest first. */
export async function selectOpportunityPage(
  reader: Reader,
  filters: OpportunityFilters,
  { sort, limit, after }: { sort: OpportunitySort; limit: number; after: Cursor | null },
) {
  const { column, type } = SORTS[sort];
  const { rows } = await sql<OpportunityRow>`
    ${select} where ${conditionOf(reader, filters)}
      and (${after?.id ?? null}::text is null
        or (${column}, o.id) < (${after?.value ?? null}::${type}, ${after?.id ?? null}))
    order by ${column} desc, o.id desc limit ${limit + 1}`.execute(db());
  return toPage(rows, limit, (row) => ({
    value: sort === 'foundAt' ? row.foundAt.toISOString() : row.monthlyMinor,
    id: row.id,
  }));
}

/** For exports: in the order of their ids. */
export async function nextOpportunities(
  reader: Reader,
  filters: OpportunityFilters,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<OpportunityRow[]> {
  const { rows } = await sql<OpportunityRow>`
    ${select} where ${conditionOf(reader, filters)} and o.id > ${afterId}
    order by o.id limit ${limit}`.execute(db());
  return rows;
}

export async function findOpportunity(reader: Reader, id: string): Promise<OpportunityRow | null> {
  const { rows } = await sql<OpportunityRow>`
    ${select} where ${conditionOf(reader, {})} and o.id = ${id}`.execute(db());
  return rows[0] ?? null;
}

/** Held until the transaction ends: of two who decide at once one waits for the other. */
export async function lockOpportunity(reader: Reader, id: string): Promise<OpportunityRow | null> {
  await sql`select 1 from success.opportunities
    where workspace_id = ${reader.workspaceId} and id = ${id} for update`.execute(db());
  return findOpportunity(reader, id);
}

export type Decision = Pick<OpportunityRow, 'decidedAt' | 'decidedByName' | 'quietUntil'> &
  ({ state: 'accepted'; dealId: string } | { state: 'dismissed'; dismissReason: string });

export async function decideOpportunity(workspaceId: string, id: string, decision: Decision): Promise<void> {
  await db()
    .updateTable('success.opportunities')
    .set({ ...decision, openKind: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export interface FoundFor {
  accountId: string;
  findings: Finding[];
}

/**
 * What was found for accounts takes the place of what stood open for them. What is quiet stays so. Open rows are locked
 * first, so that one that somebody decides at this moment is not found a second time.
 */
export async function replaceOpen(workspaceId: string, found: readonly FoundFor[], at: Date): Promise<void> {
  const accountIds = found.map(({ accountId }) => accountId);
  await sql`select 1 from success.opportunities
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[]) and state = 'open'
    order by id for update`.execute(db());
  const rows = found.flatMap(({ accountId, findings }) =>
    findings.map((finding) => ({ id: newId('opp'), accountId, ...finding })),
  );
  const told = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "accountId" text, kind text,
    "monthlyMinor" bigint, currency text, inputs jsonb)`;
  await sql`
    delete from success.opportunities o
    where o.workspace_id = ${workspaceId} and o.account_id = any(${accountIds}::text[]) and o.state = 'open'
      and not exists (select 1 from ${told} where r."accountId" = o.account_id and r.kind = o.kind)`.execute(
    db(),
  );
  await sql`
    insert into success.opportunities
      (workspace_id, id, account_id, kind, open_kind, monthly_minor, currency, inputs, found_at, refreshed_at)
    select ${workspaceId}, r.id, r."accountId", r.kind, r.kind, r."monthlyMinor", r.currency, r.inputs, ${at}, ${at}
    from ${told}
    where not exists (select 1 from success.opportunities q
      where q.workspace_id = ${workspaceId} and q.account_id = r."accountId" and q.kind = r.kind
        and q.quiet_until > ${at})
    on conflict (workspace_id, account_id, open_kind) do update set
      monthly_minor = excluded.monthly_minor, currency = excluded.currency, inputs = excluded.inputs,
      refreshed_at = excluded.refreshed_at`.execute(db());
}
