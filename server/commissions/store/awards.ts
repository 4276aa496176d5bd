import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { AwardKey, NewAward, Takeback } from '../awards/schema.ts';
import type { AwardKind } from '../kinds.ts';
import type { CommissionFacts } from '../rules.ts';

interface AwardToInsert extends NewAward {
  id: string;
  entryId: string;
}

/**
 * Who grants an award or takes it back follows the others who do, until the transaction ends: neither overlooks the other.
 * Always in one order, so that two of several awards do not wait for each other.
 */
export async function lockAwards(workspaceId: string, awards: AwardKey[]): Promise<void> {
  const keys = awards.map(({ kind, sourceKey }) => `award:${workspaceId}:${kind}:${sourceKey}`);
  await sql`
    select pg_advisory_xact_lock(key)
    from (select distinct hashtextextended(key, 0) as key from unnest(${keys}::text[]) as key order by 1) sorted`.execute(
    db(),
  );
}

/** With their ledger entries, in one statement. @returns those that were not there. */
export async function insertAwards(workspaceId: string, awards: AwardToInsert[]) {
  const { rows } = await sql<{
    id: string;
    affiliateId: string;
    amountMinor: number;
    needsApproval: boolean;
  }>`
    with told as (
      select *, plan ->> 'planId' as plan_id, (plan ->> 'version')::integer as plan_version
      from jsonb_to_recordset(${JSON.stringify(awards)}::jsonb) as award (id text, "entryId" text, kind text,
        "sourceKey" text, "affiliateId" text, "offerId" text, "customerId" text, plan jsonb, "amountMinor" bigint,
        currency text, "basisMinor" bigint, "earnedAt" timestamptz, "releaseAt" timestamptz, "needsApproval" boolean,
        reason jsonb)
    ), granted as (
      insert into commissions.commissions (workspace_id, id, kind, source_key, affiliate_id, offer_id, customer_id,
        plan_id, plan_version, amount_minor, currency, basis_minor, sold_at, release_at, needs_approval, reason)
      select ${workspaceId}, id, kind, "sourceKey", "affiliateId", "offerId", "customerId", plan_id, plan_version,
        "amountMinor", currency, coalesce("basisMinor", abs("amountMinor")), "earnedAt", "releaseAt",
        coalesce("needsApproval", false), reason
      from told
      on conflict (workspace_id, kind, source_key) where source_key is not null do nothing
      returning id, affiliate_id, amount_minor, currency, sold_at, needs_approval
    ), entry as (
      insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      select ${workspaceId}, told."entryId", 'commission:' || granted.id, 'award', granted.currency, granted.sold_at
      from granted join told on told.id = granted.id
    ), line as (
      insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
        amount_minor, currency, at)
      select ${workspaceId}, told."entryId", side.line, side.account, granted.affiliate_id, granted.id,
        side.sign * granted.amount_minor, granted.currency, granted.sold_at
      from granted join told on told.id = granted.id
      cross join (values (1, 'affiliate', 1), (2, 'commission_expense', -1)) as side (line, account, sign)
    )
    select id, affiliate_id, amount_minor, needs_approval from granted order by id`.execute(db());
  return rows;
}

/** @returns false when it is known already. */
export async function insertTakeback(
  workspaceId: string,
  award: AwardKey,
  { source, partMinor, at, isGivenBack }: Takeback & { isGivenBack: boolean },
): Promise<boolean> {
  const { kind, sourceKey: awardKey } = award;
  const row = await db()
    .insertInto('commissions.takebacks')
    .values({ ...{ workspaceId, kind, awardKey, sourceKey: source }, ...{ partMinor, at, isGivenBack } })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sourceKey')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of these awards that something was taken back from, with when it was last. */
export async function listTakenBack(workspaceId: string, ids: string[]): Promise<{ id: string; at: Date }[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select award.id, greatest(max(takeback.at), award.sold_at) as at
    from commissions.commissions award
    join commissions.takebacks takeback on takeback.workspace_id = award.workspace_id
      and takeback.kind = award.kind and takeback.award_key = award.source_key
    where award.workspace_id = ${workspaceId} and award.id = any(${ids})
    group by award.id, award.sold_at order by award.id`.execute(db());
  return rows;
}

export async function findAwardId(
  workspaceId: string,
  { kind, sourceKey }: AwardKey,
): Promise<string | null> {
  const row = await db()
    .selectFrom('commissions.commissions')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('sourceKey', '=', sourceKey)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Over the row `commission`: what was taken back of the award and not given back, in its basis; 0 for a sale's commission. */
export const takenBack = sql<number>`(
  select coalesce(sum(coalesce(part_minor, commission.basis_minor) * case when is_given_back then -1 else 1 end), 0)
  from commissions.takebacks where workspace_id = commission.workspace_id and kind = commission.kind
    and award_key = commission.source_key)::bigint`;

/** Every award with all that decides what is kept of it, and what its lines sum to without payouts. */
export async function listAwards(
  workspaceId: string,
): Promise<(CommissionFacts & { id: string; earnedMinor: number })[]> {
  const { rows } = await sql<CommissionFacts & { id: string; earnedMinor: number }>`
    select id, amount_minor, basis_minor as sale_amount_minor, ${takenBack} as refunded_minor, false as is_moved,
      0 as waiting_basis_points, null as outcome,
      exists (select from commissions.approvals approval where approval.workspace_id = commission.workspace_id
        and approval.commission_id = commission.id and withdrawn_at is null and decision = 'declined') as is_declined,
      (select coalesce(sum(amount_minor), 0)::bigint from commissions.ledger_lines line
        where line.workspace_id = commission.workspace_id and line.commission_id = commission.id
          and account = 'affiliate' and settles_entry_id is null) as earned_minor
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and source_key is not null
    order by id`.execute(db());
  return rows;
}

/** What a plan has granted for things of one kind in `[from, to)`, whatever was taken back of it. */
export async function sumAwards(
  workspaceId: string,
  { kind, planId, from, to }: { kind: AwardKind; planId: string; from: Date; to: Date },
): Promise<number> {
  const row = await db()
    .selectFrom('commissions.commissions')
    .select(sql<number>`coalesce(sum(amount_minor), 0)::bigint`.as('amountMinor'))
    .where('workspaceId', '=', workspaceId)
    .where('planId', '=', planId)
    .where('kind', '=', kind)
    .where('soldAt', '>=', from)
    .where('soldAt', '<', to)
    .executeTakeFirstOrThrow();
  return row.amountMinor;
}

/** Those of these sources that were granted an award. */
export async function listGranted(
  workspaceId: string,
  kind: AwardKind,
  sourceKeys: string[],
): Promise<Set<string | null>> {
  const rows = await db()
    .selectFrom('commissions.commissions')
    .select('sourceKey')
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('sourceKey', '=', (build) => build.fn.any(build.val(sourceKeys)))
    .execute();
  return new Set(rows.map(({ sourceKey }) => sourceKey));
}

/** What the clicks of one affiliate, offer and day were given. */
export async function findClickAwards(
  workspaceId: string,
  dayKey: string,
): Promise<{ amountMinor: number; isAny: boolean }> {
  const row = await db()
    .selectFrom('commissions.commissions')
    .select([
      sql<number>`coalesce(sum(amount_minor), 0)::bigint`.as('amountMinor'),
      sql<boolean>`count(*) > 0`.as('isAny'),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'click')
    .where(sql<SqlBool>`starts_with(source_key, ${dayKey})`)
    .executeTakeFirstOrThrow();
  return row;
}

/** Whether anything of one of these awards is paid and has not come back. */
export async function isAnyAwardPaid(
  workspaceId: string,
  kind: AwardKind,
  sourceKeys: string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from commissions.commissions award
    join commissions.ledger_lines line on line.workspace_id = award.workspace_id and line.commission_id = award.id
    where award.workspace_id = ${workspaceId} and award.kind = ${kind} and award.source_key = any(${sourceKeys})
      and line.account = 'affiliate' and line.settles_entry_id is not null
    group by award.id having sum(line.amount_minor) <> 0 limit 1`.execute(db());
  return rows.length > 0;
}
