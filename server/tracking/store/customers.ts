import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { ReferredCustomer } from '../schema/conversion.ts';

const columns = [
  'id',
  'externalId',
  'name',
  'email',
  'avatarUrl',
  'accountId',
  'personId',
  'affiliateId',
  'offerId',
  'attributedAt',
  'firstLeadAt',
  'firstSaleAt',
  'createdAt',
] as const;

export async function findReferredCustomer(
  workspaceId: string,
  key: { id: string } | { externalId: string },
): Promise<(ReferredCustomer & { accountExternalId: string | null }) | null> {
  const select = db()
    .selectFrom('tracking.referredCustomers')
    .select([...columns, 'accountExternalId'])
    .where('workspaceId', '=', workspaceId);
  const row = await ('id' in key
    ? select.where('id', '=', key.id)
    : select.where('externalId', '=', key.externalId)
  ).executeTakeFirst();
  return row ?? null;
}

export async function linkReferredCustomer(
  workspaceId: string,
  id: string,
  record: { accountId: string | null; personId: string | null },
): Promise<void> {
  await db()
    .updateTable('tracking.referredCustomers')
    .set({
      accountId: sql<string>`coalesce(${record.accountId}, account_id)`,
      personId: sql<string>`coalesce(${record.personId}, person_id)`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** How many customers each of these affiliates has brought. */
export async function countReferrals(
  workspaceId: string,
  affiliateIds: string[],
): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('tracking.referredCustomers')
    .select(['affiliateId', (build) => build.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', 'in', affiliateIds)
    .groupBy('affiliateId')
    .execute();
  return new Map(rows.flatMap(({ affiliateId, count }) => (affiliateId ? [[affiliateId, count]] : [])));
}
