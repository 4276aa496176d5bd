import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { type Reader, reachesCustomer } from '../../customers/index.ts';
import type { EventQuery, Lead, Sale } from '../schema/conversion.ts';
import type { StoredRule, StoredShare, StoredTouch } from './conversions.ts';

const MAX_DECISIONS = 100;

/** Sales with their customers. */
export function salesOfCustomers(workspaceId: string) {
  return db()
    .selectFrom('tracking.saleEvents as event')
    .innerJoin('tracking.referredCustomers as customer', (join) =>
      join
        .onRef('customer.workspaceId', '=', 'event.workspaceId')
        .onRef('customer.id', '=', 'event.customerId'),
    )
    .where('event.workspaceId', '=', workspaceId);
}

function selectSales(workspaceId: string) {
  return salesOfCustomers(workspaceId).select([
    'event.id',
    'event.externalId',
    'event.customerId',
    'customer.externalId as customerExternalId',
    'customer.name as customerName',
    'event.eventName',
    'event.amountMinor',
    'event.refundedMinor',
    'event.discountMinor',
    'event.currency',
    'event.occurredAt',
    'event.paymentProcessor',
    'event.product',
    'event.customerPlan',
    'event.country',
    'event.clickId',
    'event.couponCode',
    'event.affiliateId',
    'event.offerId',
  ]);
}

/** Leads with their customers. */
export function leadsOfCustomers(workspaceId: string) {
  return db()
    .selectFrom('tracking.leadEvents as event')
    .innerJoin('tracking.referredCustomers as customer', (join) =>
      join
        .onRef('customer.workspaceId', '=', 'event.workspaceId')
        .onRef('customer.id', '=', 'event.customerId'),
    )
    .where('event.workspaceId', '=', workspaceId);
}

function selectLeads(workspaceId: string) {
  return leadsOfCustomers(workspaceId).select([
    'event.id',
    'event.customerId',
    'customer.externalId as customerExternalId',
    'customer.name as customerName',
    'event.eventName',
    'event.occurredAt',
    'event.clickId',
    'event.affiliateId',
    'event.offerId',
  ]);
}

/** Of customers whose account, or person, the reader reaches. */
function isReached(reader: Reader) {
  const [account, person] = [sql.ref('customer.account_id'), sql.ref('customer.person_id')];
  return reachesCustomer(reader, { account, person }) ?? sql<SqlBool>`true`;
}

/** Whether the reader reaches the customer of this sale. */
export async function isSaleReached(reader: Reader, id: string): Promise<boolean> {
  if (!reader.rows) return true;
  const row = await selectSales(reader.workspaceId)
    .where('event.id', '=', id)
    .where(isReached(reader))
    .executeTakeFirst();
  return row !== undefined;
}

/** @throws Problem 404 */
export async function getSaleRow(workspaceId: string, id: string): Promise<Sale> {
  const row = await selectSales(workspaceId).where('event.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('sale');
  return row;
}

/** Those of these external ids that are recorded. */
export function findSales(workspaceId: string, externalIds: string[]): Promise<Sale[]> {
  return selectSales(workspaceId)
    .where('event.externalId', '=', (build) => build.fn.any(build.val(externalIds)))
    .orderBy('event.id')
    .execute();
}

/** By our own ids; unknown ones are left out. */
export function listSales(workspaceId: string, ids: string[]): Promise<Sale[]> {
  return selectSales(workspaceId)
    .where('event.id', '=', (build) => build.fn.any(build.val(ids)))
    .execute();
}

/** @throws Problem 404 */
export async function getLeadRow(workspaceId: string, id: string): Promise<Lead> {
  const row = await selectLeads(workspaceId).where('event.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('lead');
  return row;
}

/** @returns the customers whose leads they were. */
export async function deleteLeads(workspaceId: string, ids: string[]): Promise<string[]> {
  await db()
    .deleteFrom('tracking.attributionDecisions')
    .where('workspaceId', '=', workspaceId)
    .where('eventId', '=', (build) => build.fn.any(build.val(ids)))
    .where('eventKind', '=', 'lead')
    .execute();
  const deleted = await db()
    .deleteFrom('tracking.leadEvents')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (build) => build.fn.any(build.val(ids)))
    .returning('customerId')
    .execute();
  return [...new Set(deleted.map(({ customerId }) => customerId))];
}

/** Newest first, by the time it happened. */
export async function pageOfSales(reader: Reader, query: EventQuery) {
  const rows = await selectSales(reader.workspaceId)
    .where(isReached(reader))
    .where(
      eventFilter(query, ['event.external_id', 'customer.external_id', 'customer.name', 'customer.email']),
    )
    .orderBy('event.occurredAt', 'desc')
    .orderBy('event.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toCursor);
}

/** Newest first, by the time it happened. */
export async function pageOfLeads(reader: Reader, query: EventQuery) {
  const rows = await selectLeads(reader.workspaceId)
    .where(isReached(reader))
    .where(eventFilter(query, ['customer.external_id', 'customer.name', 'customer.email']))
    .orderBy('event.occurredAt', 'desc')
    .orderBy('event.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toCursor);
}

function toCursor(row: { occurredAt: Date; id: string }) {
  return { value: row.occurredAt.toISOString(), id: row.id };
}

/** @param texts columns of which one holds what is searched for. */
function eventFilter(query: EventQuery, texts: readonly string[]) {
  const after = decodeCursor(query.cursor);
  const pattern = query.q && `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    query.affiliateId && sql<SqlBool>`event.affiliate_id = ${query.affiliateId}`,
    query.offerId && sql<SqlBool>`event.offer_id = ${query.offerId}`,
    query.customerId && sql<SqlBool>`event.customer_id = ${query.customerId}`,
    query.since && sql<SqlBool>`event.occurred_at >= ${query.since}`,
    query.until && sql<SqlBool>`event.occurred_at < ${query.until}`,
    pattern &&
      sql<SqlBool>`(${sql.join(
        texts.map((column) => sql`${sql.ref(column)} ilike ${pattern}`),
        sql` or `,
      )})`,
    // A cursor keeps milliseconds, so the column is compared in them.
    after &&
      sql<SqlBool>`(date_trunc('milliseconds', event.occurred_at), event.id) < (${after.value}::timestamptz, ${after.id})`,
  ].filter((condition) => typeof condition === 'object' && condition !== null);
  return conditions.length > 0 ? sql<SqlBool>`${sql.join(conditions, sql` and `)}` : sql<SqlBool>`true`;
}

/** A decision as it is kept. */
export interface KeptDecision {
  affiliateId: string | null;
  offerId: string | null;
  clickId: string | null;
  couponCode: string | null;
  decidedAt: Date;
  version: number;
  reason: string;
  touches: StoredTouch[];
  /** Null in decisions that were made before rules were kept with them. */
  rules: StoredRule[] | null;
  /** Null where one affiliate, or nobody, has it all. */
  shares: StoredShare[] | null;
}

/** The decision that holds for an event. @throws Problem 404 */
export async function getDecision(workspaceId: string, eventId: string): Promise<KeptDecision> {
  const [decision] = await listDecisions(workspaceId, eventId, 1);
  if (!decision) throw notFound('decision');
  return decision;
}

/** Every decision on an event, the one that holds first. */
export async function listDecisions(
  workspaceId: string,
  eventId: string,
  limit = MAX_DECISIONS,
): Promise<KeptDecision[]> {
  const { rows } = await sql<KeptDecision>`
    select affiliate_id, offer_id, click_id, coupon_code, decided_at, version, reason, touches, rules,
      shares
    from tracking.attribution_decisions
    where workspace_id = ${workspaceId} and event_id = ${eventId}
    order by version desc limit ${limit}`.execute(db());
  return rows;
}
