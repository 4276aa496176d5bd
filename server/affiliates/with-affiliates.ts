import type { Affiliate } from './schema/affiliate.ts';
import { listAffiliates } from './store/affiliates.ts';

/** Gives each row its affiliate, read at once for all of them; undefined for a row that has none. */
export async function withAffiliates<Row extends { affiliateId: string | null }>(
  workspaceId: string,
  rows: Row[],
): Promise<(Row & { affiliate: Affiliate | undefined })[]> {
  const ids = [...new Set(rows.flatMap(({ affiliateId }) => affiliateId ?? []))];
  const affiliates = new Map((await listAffiliates(workspaceId, ids)).map((each) => [each.id, each]));
  return rows.map((row) => ({ ...row, affiliate: affiliates.get(row.affiliateId ?? '') }));
}
