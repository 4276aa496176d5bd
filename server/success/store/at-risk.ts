import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import type { HealthBand } from '../../customers/index.ts';
import type { StoredContribution } from './health.ts';

export interface AtRiskRow {
  accountId: string;
  score: number | null;
  band: HealthBand;
  churnRisk: number;
  mrrAtRiskMinor: number;
  contributions: StoredContribution[];
  cappedBy: string | null;
  cap: number | null;
  mrrMinor: number | null;
  currency: string | null;
  refreshedAt: Date;
}

/** Living customers in poor health, the most monthly revenue at risk first. */
export async function selectAtRiskPage(workspaceId: string, limit: number, after: Cursor | null) {
  let select = db()
    .selectFrom('success.healthScores as health')
    .leftJoin('success.lifetimeValues as value', (join) =>
      join
        .onRef('value.workspaceId', '=', 'health.workspaceId')
        .onRef('value.accountId', '=', 'health.accountId'),
    )
    .select(['health.accountId', 'health.score', 'health.band', 'health.churnRisk', 'health.mrrAtRiskMinor'])
    .select(['health.contributions', 'health.cappedBy', 'health.cap', 'health.refreshedAt'])
    .select(['value.mrrMinor', 'value.currency'])
    .where('health.workspaceId', '=', workspaceId)
    .where('health.band', '=', 'poor')
    .where('health.mrrAtRiskMinor', 'is not', null)
    .orderBy('health.mrrAtRiskMinor', 'desc')
    .orderBy('health.accountId')
    .limit(limit + 1);
  if (after) {
    select = select.where(
      sql<boolean>`health.mrr_at_risk_minor <= ${after.value}::bigint
        and (health.mrr_at_risk_minor < ${after.value}::bigint or health.account_id > ${after.id})`,
    );
  }
  const rows = (await select.execute()).map(
    (row): AtRiskRow => ({
      ...row,
      band: row.band as HealthBand,
      churnRisk: row.churnRisk ?? 0,
      mrrAtRiskMinor: row.mrrAtRiskMinor ?? 0,
      contributions: row.contributions as never[],
    }),
  );
  return toPage(rows, limit, (row) => ({ value: row.mrrAtRiskMinor, id: row.accountId }));
}
