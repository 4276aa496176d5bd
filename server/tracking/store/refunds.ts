import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { Refund } from '../schema/conversion.ts';

const columns = [
  'id',
  'externalId',
  'saleId',
  'saleExternalId',
  'status',
  'amountMinor',
  'occurredAt',
] as const;

function selectRefunds(workspaceId: string) {
  return db().selectFrom('tracking.refunds').select(columns).where('workspaceId', '=', workspaceId);
}

/** A sale and its refund may arrive at once: one of the two waits here for the other's commit. */
export async function lockSaleKey(workspaceId: string, saleExternalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(${workspaceId} || '/sale/' || ${saleExternalId}, 0))`.execute(db());
}

export async function findRefund(workspaceId: string, externalId: string): Promise<Refund | null> {
  const row = await selectRefunds(workspaceId).where('externalId', '=', externalId).executeTakeFirst();
  return (row as Refund | undefined) ?? null;
}

export async function listRefunds(workspaceId: string, saleExternalId: string): Promise<Refund[]> {
  const rows = await selectRefunds(workspaceId)
    .where('saleExternalId', '=', saleExternalId)
    .orderBy('occurredAt')
    .orderBy('externalId')
    .execute();
  return rows as Refund[];
}

/** Those that wait for a sale: named amounts first, then those that ask for all that is left. */
export async function listPendingRefunds(workspaceId: string, saleExternalId: string) {
  return db()
    .selectFrom('tracking.refunds')
    .select(['id', 'askedMinor', 'occurredAt'])
    .where('workspaceId', '=', workspaceId)
    .where('saleExternalId', '=', saleExternalId)
    .where('status', '=', 'pending')
    .orderBy(sql`asked_minor is null`)
    .orderBy('occurredAt')
    .orderBy('externalId')
    .execute();
}

/** The sale, locked: nobody else takes a refund from it until the transaction ends. */
export async function lockSale(workspaceId: string, saleExternalId: string) {
  return db()
    .selectFrom('tracking.saleEvents')
    .select(['id', 'amountMinor', 'refundedMinor'])
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', saleExternalId)
    .forUpdate()
    .executeTakeFirst();
}

/** @returns null when the external id is taken. */
export async function insertRefund(
  workspaceId: string,
  refund: {
    externalId: string;
    saleExternalId: string;
    saleId: string | null;
    status: Refund['status'];
    askedMinor: number | null;
    amountMinor: number;
    occurredAt: Date;
    receivedAt: Date;
  },
): Promise<Refund | null> {
  const row = await db()
    .insertInto('tracking.refunds')
    .values({ workspaceId, id: newId('ref'), ...refund })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doNothing())
    .returning(columns)
    .executeTakeFirst();
  return (row as Refund | undefined) ?? null;
}

export async function settleRefund(
  workspaceId: string,
  id: string,
  change: { status: Refund['status']; saleId: string; amountMinor: number },
): Promise<void> {
  await db()
    .updateTable('tracking.refunds')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The table's own check refuses more than the sale. */
export async function addToRefunded(workspaceId: string, saleId: string, amountMinor: number): Promise<void> {
  await db()
    .updateTable('tracking.saleEvents')
    .set({ refundedMinor: sql<number>`refunded_minor + ${amountMinor}` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', saleId)
    .execute();
}
