import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { type HealthBand, type Reader, reachesAccount } from '../../customers/index.ts';
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
export async function selectAtRiskPage(reader: Reader, limit: number, after: Cursor | null) {
  const { workspaceId } = reader;
  let select = db()
    .selectFrom('success.accountScores')
    .select(['accountId', 'healthScore as score', 'healthBand as band', 'churnRisk', 'mrrAtRiskMinor'])
    .select(['contributions', 'cappedBy', 'cap', 'mrrMinor', 'currency', 'refreshedAt'])
    .where('workspaceId', '=', workspaceId)
    .where(reachesAccount(reader, sql.ref('account_id')) ?? sql<boolean>`true`)
    .where('healthBand', '=', 'poor')
    .where('mrrAtRiskMinor', 'is not', null)
    .orderBy('mrrAtRiskMinor', 'desc')
    .orderBy('accountId')
    .limit(limit + 1);
  if (after) {
    select = select.where(
      sql<boolean>`mrr_at_risk_minor <= ${after.value}::bigint
        and (mrr_at_risk_minor < ${after.value}::bigint or account_id > ${after.id})`,
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
