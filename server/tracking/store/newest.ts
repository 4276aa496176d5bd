import { sql } from 'kysely';
import { db } from '../../core/db.ts';

export interface NewestClick {
  at: Date;
  linkId: string;
  affiliateId: string;
}

export interface NewestLead {
  at: Date;
  customerExternalId: string;
  affiliateId: string | null;
}

export interface NewestSale extends NewestLead {
  amountMinor: number;
  currency: string;
}

/**
 * The newest click of a person. The sums are asked first: where nobody ever clicked, the clicks of programs are not
 * read from end to end.
 */
export async function selectNewestClick(workspaceId: string): Promise<NewestClick | null> {
  const { rows } = await sql<NewestClick>`
    select at, link_id, affiliate_id from tracking.clicks
    where workspace_id = ${workspaceId} and verdict = 'counted'
      and exists (select from tracking.click_days where workspace_id = ${workspaceId} and counted > 0)
    order by id desc limit 1`.execute(db());
  return rows[0] ?? null;
}

/** The lead that arrived last, whenever it happened. */
export async function selectNewestLead(workspaceId: string): Promise<NewestLead | null> {
  const row = await db()
    .selectFrom('tracking.leadEvents as event')
    .innerJoin('tracking.referredCustomers as customer', (join) =>
      join
        .onRef('customer.workspaceId', '=', 'event.workspaceId')
        .onRef('customer.id', '=', 'event.customerId'),
    )
    .select(['event.receivedAt as at', 'customer.externalId as customerExternalId', 'event.affiliateId'])
    .where('event.workspaceId', '=', workspaceId)
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The sale that arrived last, whenever it happened. */
export async function selectNewestSale(workspaceId: string): Promise<NewestSale | null> {
  const row = await db()
    .selectFrom('tracking.saleEvents as event')
    .innerJoin('tracking.referredCustomers as customer', (join) =>
      join
        .onRef('customer.workspaceId', '=', 'event.workspaceId')
        .onRef('customer.id', '=', 'event.customerId'),
    )
    .select([
      'event.receivedAt as at',
      'customer.externalId as customerExternalId',
      'event.affiliateId',
      'event.amountMinor',
      'event.currency',
    ])
    .where('event.workspaceId', '=', workspaceId)
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
