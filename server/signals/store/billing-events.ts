import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { BillingEvent, BillingEventQuery } from '../schema/billing.ts';
import { toStorableJson } from './storable-json.ts';

const columns = [
  ...(['id', 'externalId', 'type', 'createdAt', 'receivedAt', 'state', 'note', 'error'] as const),
  'settledAt',
] as const;

/** An event as it came. `payload` is the sender's own. */
export interface StoredEvent {
  id: string;
  connectionId: string;
  externalId: string;
  type: string;
  createdAt: Date;
  receivedAt: Date;
  payload: unknown;
  subjects: string[];
  customer: string | null;
}

/** @returns whether it is new; an event that is known already stays as it is. */
export async function insertEvent(workspaceId: string, event: StoredEvent): Promise<boolean> {
  const { payload, ...told } = event;
  const row = await db()
    .insertInto('signals.billingEvents')
    .values({ workspaceId, ...told, payload: toStorableJson(payload) })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'connectionId', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const storedColumns = [
  ...(['id', 'connectionId', 'externalId', 'type', 'createdAt', 'receivedAt'] as const),
  ...(['payload', 'subjects', 'customer'] as const),
] as const;

function selectStored(workspaceId: string) {
  return db()
    .selectFrom('signals.billingEvents')
    .select(storedColumns)
    .where('workspaceId', '=', workspaceId);
}

export async function findStoredEvent(workspaceId: string, id: string): Promise<StoredEvent | null> {
  return (await selectStored(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** In the sender's order. */
export async function selectEventsOf(
  workspaceId: string,
  connectionId: string,
  about: { subjects: string[] } | { customer: string; types: string[] },
): Promise<StoredEvent[]> {
  const isAbout =
    'subjects' in about
      ? sql<SqlBool>`subjects && ${about.subjects}::text[]`
      : sql<SqlBool>`customer = ${about.customer} and type = any (${about.types}::text[])`;
  return selectStored(workspaceId)
    .where('connectionId', '=', connectionId)
    .where(isAbout)
    .orderBy('createdAt')
    .orderBy('externalId')
    .execute();
}

export async function settleEvent(
  workspaceId: string,
  id: string,
  change: { state: BillingEvent['state']; note: string | null; error: string | null; settledAt: Date | null },
): Promise<void> {
  await db()
    .updateTable('signals.billingEvents')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Those that wait for what an event tells of these subjects and this customer. */
export async function selectWaiting(
  workspaceId: string,
  connectionId: string,
  { subjects, customer }: { subjects: string[]; customer: string | null },
): Promise<string[]> {
  const rows = await db()
    .selectFrom('signals.billingEvents')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('connectionId', '=', connectionId)
    .where('state', '=', 'waiting')
    .where(sql<SqlBool>`(subjects && ${subjects}::text[] or customer = ${customer})`)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Events of all workspaces that have waited since before this moment. */
export async function selectOverdue(before: Date): Promise<{ workspaceId: string; id: string }[]> {
  return db()
    .selectFrom('signals.billingEvents')
    .select(['workspaceId', 'id'])
    .where('state', '=', 'waiting')
    .where('receivedAt', '<=', before)
    .orderBy('id')
    .execute();
}

/** Newest first. */
export async function pageOfEvents(workspaceId: string, connectionId: string, query: BillingEventQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('signals.billingEvents')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('connectionId', '=', connectionId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('state', '=', query.state);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()) as BillingEvent[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

export async function findEvent(workspaceId: string, id: string): Promise<BillingEvent | null> {
  const row = await db()
    .selectFrom('signals.billingEvents')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return (row as BillingEvent | undefined) ?? null;
}
