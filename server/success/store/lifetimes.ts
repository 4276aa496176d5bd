import { sql } from 'kysely';
import { db } from '../../core/db.ts';

export interface LifetimeRow {
  accountId: string;
  ltvMinor: number | null;
  currency: string | null;
  mrrMinor: number | null;
  grossMargin: number;
  isMarginAssumed: boolean;
  /** The plan whose churn rate was taken; empty where the account has none. */
  segment: string;
}

export interface SavedLifetime extends LifetimeRow {
  asOf: Date;
  refreshedAt: Date;
}

export async function upsertLifetimes(
  workspaceId: string,
  rows: LifetimeRow[],
  times: { asOf: Date; refreshedAt: Date },
): Promise<void> {
  await sql`
    insert into success.lifetime_values (workspace_id, account_id, ltv_minor, currency, mrr_minor, gross_margin,
      is_margin_assumed, segment, as_of, refreshed_at)
    select ${workspaceId}, r."accountId", r."ltvMinor", r.currency, r."mrrMinor", r."grossMargin",
      r."isMarginAssumed", r.segment, ${times.asOf}, ${times.refreshedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("accountId" text, "ltvMinor" bigint, currency text,
      "mrrMinor" bigint, "grossMargin" double precision, "isMarginAssumed" boolean, segment text)
    on conflict (workspace_id, account_id) do update set
      ltv_minor = excluded.ltv_minor, currency = excluded.currency, mrr_minor = excluded.mrr_minor,
      gross_margin = excluded.gross_margin, is_margin_assumed = excluded.is_margin_assumed,
      segment = excluded.segment, as_of = excluded.as_of, refreshed_at = excluded.refreshed_at`.execute(db());
}

export async function selectLifetimes(
  workspaceId: string,
  accountIds: string[],
): Promise<Map<string, SavedLifetime>> {
  const rows = await db()
    .selectFrom('success.lifetimeValues')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute();
  return new Map(rows.map(({ workspaceId: _, ...row }) => [row.accountId, row]));
}
