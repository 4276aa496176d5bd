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

/** By account id; accounts that were never scored are missing. */
export async function selectLifetimes(
  workspaceId: string,
  accountIds: string[],
): Promise<Map<string, SavedLifetime>> {
  const rows = await db()
    .selectFrom('success.accountScores')
    .select(['accountId', 'ltvMinor', 'currency', 'mrrMinor', 'grossMargin', 'isMarginAssumed'])
    .select(['churnSegment as segment', 'asOf', 'refreshedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
}
