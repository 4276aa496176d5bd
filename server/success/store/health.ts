import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HealthBand } from '../../customers/index.ts';
import type { InputContribution } from '../health/rules.ts';
import type { HealthCause } from '../schema/health.ts';

const CHANGES_SHOWN = 100;

/** A contribution as JSON keeps it. */
export type StoredContribution = Omit<InputContribution, 'at'> & { at: string | null };

export interface HealthRow {
  accountId: string;
  score: number | null;
  band: HealthBand;
  coverage: number;
  profileKey: string;
  profileVersion: number;
  contributions: InputContribution[];
  cappedBy: string | null;
  cap: number | null;
  isOverridden: boolean;
  isAlive: boolean;
  churnRisk: number | null;
  mrrAtRiskMinor: number | null;
}

export interface HealthChangeRow {
  id: string;
  accountId: string;
  score: number | null;
  band: HealthBand;
  cause: HealthCause;
  profileKey: string;
  profileVersion: number;
  contributions: InputContribution[];
}

/** What a score was before it is computed again. */
export type PriorHealth = Pick<HealthRow, 'accountId' | 'score' | 'band' | 'profileVersion' | 'isOverridden'>;

/** Null ids mean all. */
export async function selectPriorHealth(
  workspaceId: string,
  accountIds: string[] | null,
): Promise<Map<string, PriorHealth>> {
  let select = db()
    .selectFrom('success.healthScores')
    .select(['accountId', 'score', 'band', 'profileVersion', 'isOverridden'])
    .where('workspaceId', '=', workspaceId);
  if (accountIds) select = select.where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)));
  const rows = (await select.execute()) as PriorHealth[];
  return new Map(rows.map((row) => [row.accountId, row]));
}

export async function upsertHealth(
  workspaceId: string,
  rows: HealthRow[],
  times: { asOf: Date; refreshedAt: Date },
): Promise<void> {
  await sql`
    insert into success.health_scores (workspace_id, account_id, score, band, coverage, profile_key, profile_version,
      contributions, capped_by, cap, is_overridden, is_alive, churn_risk, mrr_at_risk_minor, as_of, refreshed_at)
    select ${workspaceId}, r."accountId", r.score, r.band, r.coverage, r."profileKey", r."profileVersion",
      r.contributions, r."cappedBy", r.cap, r."isOverridden", r."isAlive", r."churnRisk", r."mrrAtRiskMinor",
      ${times.asOf}, ${times.refreshedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("accountId" text, score smallint, band text,
      coverage real, "profileKey" text, "profileVersion" integer, contributions jsonb, "cappedBy" text, cap real,
      "isOverridden" boolean, "isAlive" boolean, "churnRisk" double precision, "mrrAtRiskMinor" bigint)
    on conflict (workspace_id, account_id) do update set
      score = excluded.score, band = excluded.band, coverage = excluded.coverage,
      profile_key = excluded.profile_key, profile_version = excluded.profile_version,
      contributions = excluded.contributions, capped_by = excluded.capped_by, cap = excluded.cap,
      is_overridden = excluded.is_overridden, is_alive = excluded.is_alive, churn_risk = excluded.churn_risk,
      mrr_at_risk_minor = excluded.mrr_at_risk_minor, as_of = excluded.as_of,
      refreshed_at = excluded.refreshed_at`.execute(db());
}

export async function insertHealthChanges(
  workspaceId: string,
  rows: HealthChangeRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into success.health_changes
      (workspace_id, id, account_id, at, score, band, cause, profile_key, profile_version, contributions)
    select ${workspaceId}, r.id, r."accountId", ${at}, r.score, r.band, r.cause, r."profileKey", r."profileVersion",
      r.contributions
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "accountId" text, score smallint, band text,
      cause text, "profileKey" text, "profileVersion" integer, contributions jsonb)`.execute(db());
}

export interface SavedHealth extends Omit<HealthRow, 'contributions'> {
  contributions: StoredContribution[];
  asOf: Date;
  refreshedAt: Date;
}

export async function findHealth(workspaceId: string, accountId: string): Promise<SavedHealth | null> {
  const row = await db()
    .selectFrom('success.healthScores')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return row ? { ...row, band: row.band as HealthBand, contributions: row.contributions as never[] } : null;
}

/** Newest first. */
export async function selectHealthChanges(workspaceId: string, accountId: string) {
  const rows = await db()
    .selectFrom('success.healthChanges')
    .select(['at', 'score', 'band', 'cause', 'profileKey', 'profileVersion'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(CHANGES_SHOWN)
    .execute();
  return rows.map((row) => ({ ...row, band: row.band as HealthBand, cause: row.cause as HealthCause }));
}

/** How many living customers stand in each band. */
export async function countBands(workspaceId: string): Promise<Record<HealthBand, number>> {
  const rows = await db()
    .selectFrom('success.healthScores')
    .select(['band', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('isAlive', '=', true)
    .groupBy('band')
    .execute();
  const counts = { good: 0, average: 0, poor: 0, not_scored: 0 };
  for (const { band, count } of rows) counts[band as HealthBand] = count;
  return counts;
}

/** Scores and bands of some accounts, for lists. */
export async function selectScores(workspaceId: string, accountIds: string[]) {
  const rows = await db()
    .selectFrom('success.healthScores')
    .select(['accountId', 'score', 'band'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute();
  return new Map(rows.map((row) => [row.accountId, { score: row.score, band: row.band as HealthBand }]));
}
