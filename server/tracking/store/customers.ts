import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { CustomerChange, ReferredCustomer } from '../schema/conversion.ts';

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

export async function listReferredByIds(workspaceId: string, ids: string[]): Promise<ReferredCustomer[]> {
  return db()
    .selectFrom('tracking.referredCustomers')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (build) => build.fn.any(build.val(ids)))
    .execute();
}

/** Of each account the customer that an affiliate brought first. */
export async function listCreditedOfAccounts(workspaceId: string, accountIds: string[]) {
  const { rows } = await sql<CreditedCustomer>`
    select distinct on (account_id) account_id, id, affiliate_id, offer_id, attributed_at
    from tracking.referred_customers
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}) and affiliate_id is not null
      and offer_id is not null and attributed_at is not null
    order by account_id, attributed_at, id`.execute(db());
  return rows;
}

interface CreditedCustomer {
  accountId: string;
  id: string;
  affiliateId: string;
  offerId: string;
  attributedAt: Date;
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

interface CustomerQuery {
  limit: number;
  cursor?: string;
  affiliateId?: string;
  offerId?: string;
  email?: string;
  externalId?: string;
}

/** Newest first. */
export async function pageOfReferredCustomers(workspaceId: string, query: CustomerQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('tracking.referredCustomers')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  for (const name of ['affiliateId', 'offerId', 'email', 'externalId'] as const) {
    const wanted = query[name];
    if (wanted !== undefined) select = select.where(name, '=', wanted);
  }
  if (after) select = select.where('id', '<', after.id);
  return toPage(await select.execute(), query.limit, (row) => ({ value: null, id: row.id }));
}

export async function updateReferredCustomer(
  workspaceId: string,
  id: string,
  change: CustomerChange,
): Promise<void> {
  await db()
    .updateTable('tracking.referredCustomers')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Makes the customer, or completes the one of that external id; what is not told erases nothing. */
export async function upsertReferredCustomer(
  workspaceId: string,
  { externalId, name = null, email = null, avatarUrl = null }: CustomerChange & { externalId: string },
): Promise<string> {
  const row = await db()
    .insertInto('tracking.referredCustomers')
    .values({ workspaceId, id: newId('cus'), externalId, name, email, avatarUrl })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'externalId']).doUpdateSet((build) => ({
        name: build.fn.coalesce('excluded.name', 'tracking.referredCustomers.name'),
        email: build.fn.coalesce('excluded.email', 'tracking.referredCustomers.email'),
        avatarUrl: build.fn.coalesce('excluded.avatarUrl', 'tracking.referredCustomers.avatarUrl'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Knows the customer by the browser that made the click, also when the click is told later.
 * @returns whether the browser was new.
 */
export async function insertVisitorOfClick(
  workspaceId: string,
  customerId: string,
  click: { id: string; at: Date },
): Promise<boolean> {
  await sql`insert into tracking.named_clicks (workspace_id, click_id, customer_id, click_at)
    values (${workspaceId}, ${click.id}, ${customerId}, ${click.at}) on conflict do nothing`.execute(db());
  const { numAffectedRows } =
    await sql`insert into tracking.customer_visitors (workspace_id, customer_id, visitor_id)
    select workspace_id, ${customerId}, visitor_id from tracking.clicks
    where workspace_id = ${workspaceId} and id = ${click.id} and at = ${click.at}
    on conflict do nothing`.execute(db());
  return numAffectedRows === 1n;
}
