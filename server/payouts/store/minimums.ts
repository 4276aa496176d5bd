import { sql } from 'kysely';
import { db } from '../../core/db.ts';

export async function listMinimums(
  workspaceId: string,
): Promise<{ currency: string; amountMinor: number }[]> {
  return db()
    .selectFrom('payouts.minimums')
    .select(['currency', 'amountMinor'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('currency')
    .execute();
}

export async function upsertMinimum(
  workspaceId: string,
  currency: string,
  amountMinor: number,
  updatedAt: Date,
): Promise<void> {
  await db()
    .insertInto('payouts.minimums')
    .values({ workspaceId, currency, amountMinor, updatedAt })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'currency']).doUpdateSet({ amountMinor, updatedAt }),
    )
    .execute();
}

/** Payouts of one currency are created one after another, so that the second sees what the first has locked. */
export async function lockCurrency(workspaceId: string, currency: string): Promise<void> {
  const key = `payouts:${workspaceId}:${currency}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}
