import { sql } from 'kysely';
import { db } from '../../core/db.ts';

interface OwnMinimum {
  affiliateId: string;
  currency: string;
  amountMinor: number;
}

export async function listOwnMinimums(workspaceId: string, affiliateIds: string[]): Promise<OwnMinimum[]> {
  return db()
    .selectFrom('payouts.ownMinimums')
    .select(['affiliateId', 'currency', 'amountMinor'])
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', sql<string>`any(${affiliateIds})`)
    .execute();
}

export async function upsertOwnMinimum(
  workspaceId: string,
  { affiliateId, currency, amountMinor }: OwnMinimum,
  updatedAt: Date,
): Promise<void> {
  await db()
    .insertInto('payouts.ownMinimums')
    .values({ workspaceId, affiliateId, currency, amountMinor, updatedAt })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'affiliateId', 'currency']).doUpdateSet({ amountMinor, updatedAt }),
    )
    .execute();
}

interface OpenRequest {
  id: string;
  affiliateId: string;
  currency: string;
  requestedAt: Date;
}

export async function listOpenRequests(workspaceId: string, affiliateIds: string[]): Promise<OpenRequest[]> {
  return db()
    .selectFrom('payouts.requests')
    .select(['id', 'affiliateId', 'currency', 'requestedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('payoutId', 'is', null)
    .where('affiliateId', '=', sql<string>`any(${affiliateIds})`)
    .execute();
}

/** @returns whether it was added; one that is open already stays as it is. */
export async function insertRequest(workspaceId: string, request: OpenRequest): Promise<boolean> {
  const row = await db()
    .insertInto('payouts.requests')
    .values({ workspaceId, ...request })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'affiliateId', 'currency']).where('payoutId', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What these affiliates asked for is met by a payout. */
export async function closeRequests(
  workspaceId: string,
  payout: { id: string; currency: string },
  affiliateIds: string[],
): Promise<void> {
  await db()
    .updateTable('payouts.requests')
    .set({ payoutId: payout.id })
    .where('workspaceId', '=', workspaceId)
    .where('currency', '=', payout.currency)
    .where('payoutId', 'is', null)
    .where('affiliateId', '=', sql<string>`any(${affiliateIds})`)
    .execute();
}

/** The payout was canceled; who has asked anew since has one open request all the same. */
export async function reopenRequests(workspaceId: string, payoutId: string): Promise<void> {
  await sql`
    update payouts.requests as request set payout_id = null
    where request.workspace_id = ${workspaceId} and request.payout_id = ${payoutId}
      and not exists (select from payouts.requests other
        where other.workspace_id = request.workspace_id and other.affiliate_id = request.affiliate_id
          and other.currency = request.currency and other.payout_id is null)`.execute(db());
}

/** What stands in living payouts and is not paid yet, by currency. */
export async function mapLockedAmounts(
  workspaceId: string,
  affiliateId: string,
): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('payouts.lines as line')
    .innerJoin('payouts.payouts as payout', (join) =>
      join.onRef('payout.workspaceId', '=', 'line.workspaceId').onRef('payout.id', '=', 'line.payoutId'),
    )
    .select(['payout.currency', sql<number>`sum(line.amount_minor)::bigint`.as('amountMinor')])
    .where('line.workspaceId', '=', workspaceId)
    .where('line.affiliateId', '=', affiliateId)
    .where('line.paidAt', 'is', null)
    .where('line.failedAt', 'is', null)
    .where('payout.canceledAt', 'is', null)
    .groupBy('payout.currency')
    .execute();
  return new Map(rows.map(({ currency, amountMinor }) => [currency, amountMinor]));
}

export async function findSchedule(workspaceId: string) {
  const row = await db()
    .selectFrom('payouts.schedules')
    .select(['dayOfMonth', 'firstMonth'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertSchedule(
  workspaceId: string,
  schedule: { dayOfMonth: number; firstMonth: string; updatedAt: Date },
): Promise<void> {
  await db()
    .insertInto('payouts.schedules')
    .values({ workspaceId, ...schedule })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(schedule))
    .execute();
}

export async function deleteSchedule(workspaceId: string): Promise<void> {
  await db().deleteFrom('payouts.schedules').where('workspaceId', '=', workspaceId).execute();
}

/** @returns whether nobody has taken this month before. */
export async function takeMonth(workspaceId: string, month: string, createdAt: Date): Promise<boolean> {
  const row = await db()
    .insertInto('payouts.scheduledMonths')
    .values({ workspaceId, month, createdAt })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'month']).doNothing())
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}
