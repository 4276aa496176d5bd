import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { leadsOfCustomers, salesOfCustomers } from './sales.ts';

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
 * The newest click of a person. The sums say on which day that was, so of the clicks of programs no more are read than
 * those around that day; a day there is one of the company's time zone.
 */
export async function selectNewestClick(workspaceId: string): Promise<NewestClick | null> {
  const { rows } = await sql<NewestClick>`
    with last as (
      select max(day) as day from tracking.click_days where workspace_id = ${workspaceId} and counted > 0
    )
    select at, link_id, affiliate_id from tracking.clicks
    where workspace_id = ${workspaceId} and verdict = 'counted'
      and at >= (select day from last) - interval '1 day' and at < (select day from last) + interval '2 days'
    order by id desc limit 1`.execute(db());
  return rows[0] ?? null;
}

/** The lead that arrived last, whenever it happened. */
export async function selectNewestLead(workspaceId: string): Promise<NewestLead | null> {
  const row = await leadsOfCustomers(workspaceId)
    .select(['event.receivedAt as at', 'customer.externalId as customerExternalId', 'event.affiliateId'])
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The sale that arrived last, whenever it happened. */
export async function selectNewestSale(workspaceId: string): Promise<NewestSale | null> {
  const row = await salesOfCustomers(workspaceId)
    .select(['event.receivedAt as at', 'customer.externalId as customerExternalId', 'event.affiliateId'])
    .select(['event.amountMinor', 'event.currency'])
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
