import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HealthBand } from '../../customers/index.ts';
import type { HealthCause, HealthMeasure } from '../schema/health.ts';

const CHANGES_SHOWN = 100;

/** A contribution as JSON keeps it: nothing but the measure where it is missing, no share where it is stale. */
export interface StoredContribution {
  measure: HealthMeasure;
  value?: number;
  /** ISO time. */
  at?: string;
  score?: number;
  share?: number;
}

export interface HealthRow {
  accountId: string;
  score: number | null;
  band: HealthBand;
  coverage: number;
  profileKey: string;
  profileVersion: number;
  contributions: StoredContribution[];
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
  cause: HealthCause;
}

/** What a score was before it is computed again. */
export type PriorHealth = Pick<HealthRow, 'accountId' | 'score' | 'band' | 'profileVersion' | 'isOverridden'>;

export async function selectPriorHealth(
  workspaceId: string,
  accountIds: string[],
): Promise<Map<string, PriorHealth>> {
  const rows = (await db()
    .selectFrom('success.accountScores')
    .select(['accountId', 'healthScore as score', 'healthBand as band', 'profileVersion', 'isOverridden'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute()) as PriorHealth[];
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Lines of history: what is scored now, with the cause. */
export async function insertHealthChanges(
  workspaceId: string,
  rows: HealthChangeRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into success.health_changes
      (workspace_id, id, account_id, at, score, band, cause, profile_key, profile_version, contributions)
    select h.workspace_id, r.id, h.account_id, ${at}, h.health_score, h.health_band, r.cause, h.profile_key, h.profile_version,
      h.contributions
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "accountId" text, cause text)
    join success.account_scores h on h.workspace_id = ${workspaceId} and h.account_id = r."accountId"`.execute(
    db(),
  );
}

export interface SavedHealth extends HealthRow {
  asOf: Date;
  refreshedAt: Date;
}

export async function findHealth(workspaceId: string, accountId: string): Promise<SavedHealth | null> {
  const row = await db()
    .selectFrom('success.accountScores')
    .select(['accountId', 'healthScore as score', 'healthBand as band', 'coverage', 'profileKey'])
    .select(['profileVersion', 'contributions', 'cappedBy', 'cap', 'isOverridden', 'isAlive'])
    .select(['churnRisk', 'mrrAtRiskMinor', 'asOf', 'refreshedAt'])
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

/** Accounts that were scored in one of these bands for the first time in `[from, to)`, and when. */
export async function selectFirstInBands(
  workspaceId: string,
  bands: HealthBand[],
  { from, to }: { from: Date; to: Date },
): Promise<{ accountId: string; at: Date }[]> {
  const { rows } = await sql<{ accountId: string; at: Date }>`
    select account_id, min(at) as at from success.health_changes
    where workspace_id = ${workspaceId} and band = any(${bands})
    group by account_id having min(at) >= ${from} and min(at) < ${to} order by account_id`.execute(db());
  return rows;
}

/** How many living customers stand in each band. */
export async function countBands(workspaceId: string): Promise<Record<HealthBand, number>> {
  const rows = await db()
    .selectFrom('success.accountScores')
    .select(['healthBand as band', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('isAlive', '=', true)
    .groupBy('healthBand')
    .execute();
  const counts = { good: 0, average: 0, poor: 0, not_scored: 0 };
  for (const { band, count } of rows) counts[band as HealthBand] = count;
  return counts;
}
