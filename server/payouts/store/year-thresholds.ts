import { db } from '../../core/db.ts';
import type { Threshold } from '../years/rules.ts';

/** By currency; only what a workspace has said itself. */
export async function mapThresholds(workspaceId: string): Promise<Map<string, Threshold>> {
  const rows = await db()
    .selectFrom('payouts.yearThresholds')
    .select(['currency', 'amountMinor', 'country'])
    .where('workspaceId', '=', workspaceId)
    .execute();
  return new Map(rows.map(({ currency, ...threshold }) => [currency, threshold]));
}

export async function upsertThreshold(
  workspaceId: string,
  currency: string,
  threshold: Threshold,
  updatedAt: Date,
): Promise<void> {
  const columns = { ...threshold, updatedAt };
  await db()
    .insertInto('payouts.yearThresholds')
    .values({ workspaceId, currency, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'currency']).doUpdateSet(columns))
    .execute();
}
