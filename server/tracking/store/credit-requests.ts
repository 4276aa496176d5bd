import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import type { CreditRequest, CreditRequestQuery, NewCreditRequest } from '../schema/credit-request.ts';

const columns = [
  'id',
  'affiliateId',
  'orderId',
  'customerEmail',
  'comment',
  'status',
  'answer',
  'saleId',
  'decisionVersion',
  'answeredByName',
  'answeredAt',
  'createdAt',
] as const;

function selectRequests(workspaceId: string) {
  return db().selectFrom('tracking.creditRequests').select(columns).where('workspaceId', '=', workspaceId);
}

/** @returns null when the same question is open already. */
export async function insertCreditRequest(
  workspaceId: string,
  affiliateId: string,
  { orderId = null, customerEmail = null, comment }: Nullable<NewCreditRequest>,
): Promise<CreditRequest | null> {
  const row = await db()
    .insertInto('tracking.creditRequests')
    .values({ workspaceId, id: newId('crq'), affiliateId, orderId, customerEmail, comment })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
  return (row as CreditRequest | undefined) ?? null;
}

type Nullable<Shape> = { [Key in keyof Shape]: Shape[Key] | (undefined extends Shape[Key] ? null : never) };

/** The question as it stands open. @throws Problem 404 */
export async function getOpenRequest(
  workspaceId: string,
  affiliateId: string,
  { orderId, customerEmail }: NewCreditRequest,
): Promise<CreditRequest> {
  const row = await selectRequests(workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('status', '=', 'open')
    .where(sql`coalesce(lower(order_id), '')`, '=', orderId?.toLowerCase() ?? '')
    .where(sql`coalesce(lower(customer_email), '')`, '=', customerEmail?.toLowerCase() ?? '')
    .executeTakeFirst();
  if (!row) throw notFound('credit_request');
  return row as CreditRequest;
}

/** @throws Problem 404 */
export async function getCreditRequest(
  workspaceId: string,
  id: string,
  lock: 'locked' | 'read' = 'read',
): Promise<CreditRequest> {
  const select = selectRequests(workspaceId).where('id', '=', id);
  const row = await (lock === 'locked' ? select.forUpdate() : select).executeTakeFirst();
  if (!row) throw notFound('credit_request');
  return row as CreditRequest;
}

export async function answerRequest(
  workspaceId: string,
  id: string,
  answer: Pick<
    CreditRequest,
    'status' | 'answer' | 'saleId' | 'decisionVersion' | 'answeredByName' | 'answeredAt'
  >,
): Promise<void> {
  await db()
    .updateTable('tracking.creditRequests')
    .set(answer)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Newest first. */
export async function pageOfCreditRequests(workspaceId: string, query: CreditRequestQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectRequests(workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.status) select = select.where('status', '=', query.status);
  if (query.affiliateId) select = select.where('affiliateId', '=', query.affiliateId);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()) as CreditRequest[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

/** The sales that a question may be about: of the order's id, or of customers with the e-mail address; latest first. */
export async function findSalesAskedAbout(
  workspaceId: string,
  { orderId, customerEmail }: Pick<CreditRequest, 'orderId' | 'customerEmail'>,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from tracking.sale_events where workspace_id = ${workspaceId} and (
      external_id = ${orderId} or customer_id in (
        select id from tracking.referred_customers
        where workspace_id = ${workspaceId} and lower(email) = lower(${customerEmail})))
    order by occurred_at desc, id desc limit ${limit}`.execute(db());
  return rows.map(({ id }) => id);
}
