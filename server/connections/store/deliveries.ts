import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { CallResult } from '../../core/outgoing/call-address.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { DeliveryQuery } from '../deliveries/schema.ts';
import type { ReceiverRow, SealedSecrets } from './receivers.ts';

export type DeliveryState = 'pending' | 'delivered' | 'failed';

const columns = [
  ...([
    'delivery.id',
    'delivery.receiverId',
    'delivery.messageId',
    'message.type',
    'delivery.state',
  ] as const),
  ...(['delivery.attemptCount', 'delivery.nextAttemptAt', 'delivery.lastAttemptAt'] as const),
  ...(['delivery.lastStatus', 'delivery.lastError', 'delivery.createdAt'] as const),
] as const;

function selectDeliveries(workspaceId: string) {
  return db()
    .selectFrom('connections.deliveries as delivery')
    .innerJoin('connections.messages as message', (join) =>
      join
        .onRef('message.workspaceId', '=', 'delivery.workspaceId')
        .onRef('message.id', '=', 'delivery.messageId'),
    )
    .select(columns)
    .where('delivery.workspaceId', '=', workspaceId);
}

export interface DeliveryRow {
  id: string;
  receiverId: string;
  messageId: string;
  type: string;
  state: DeliveryState;
  attemptCount: number;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastError: CallResult['error'];
  createdAt: Date;
}

/** Newest first. */
export async function pageOfDeliveries(workspaceId: string, receiverId: string, query: DeliveryQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectDeliveries(workspaceId)
    .where('delivery.receiverId', '=', receiverId)
    .orderBy('delivery.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('delivery.state', '=', query.state);
  if (after) select = select.where('delivery.id', '<', after.id);
  const rows = (await select.execute()) as DeliveryRow[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

export async function findDelivery(
  workspaceId: string,
  id: string,
): Promise<(DeliveryRow & { body: string }) | null> {
  const row = await selectDeliveries(workspaceId)
    .select('message.body')
    .where('delivery.id', '=', id)
    .executeTakeFirst();
  return (row as (DeliveryRow & { body: string }) | undefined) ?? null;
}

export interface AttemptRow extends CallResult {
  number: number;
  at: Date;
  url: string;
}

/** The latest first. */
export async function listAttempts(workspaceId: string, deliveryId: string): Promise<AttemptRow[]> {
  const rows = await db()
    .selectFrom('connections.attempts')
    .select(['number', 'at', 'url', 'durationMs', 'status', 'answer', 'error'])
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', deliveryId)
    .orderBy('number', 'desc')
    .execute();
  return rows as AttemptRow[];
}

/** What is to be sent now, with all that its request is made of. */
export interface DueDelivery extends SealedSecrets {
  id: string;
  messageId: string;
  type: string;
  body: string;
  attemptCount: number;
  failureCount: number;
  firstFailedAt: Date | null;
  receiver: Pick<ReceiverRow, 'id' | 'kind' | 'affiliateId' | 'url' | 'status' | 'failingSince'>;
}

/** Null when it is settled, or its receiver is gone. */
export async function findDueDelivery(workspaceId: string, id: string): Promise<DueDelivery | null> {
  const { rows } = await sql<DueDelivery>`
    select delivery.id, delivery.message_id, message.type, message.body, delivery.attempt_count,
      delivery.failure_count, delivery.first_failed_at, receiver.sealed_secret, receiver.sealed_old_secret,
      receiver.old_secret_until,
      jsonb_build_object('id', receiver.id, 'kind', receiver.kind, 'affiliateId', receiver.affiliate_id,
        'url', receiver.url, 'status', receiver.status, 'failingSince', receiver.failing_since) as receiver
    from connections.deliveries delivery
    join connections.messages message
      on message.workspace_id = delivery.workspace_id and message.id = delivery.message_id
    join connections.receivers receiver
      on receiver.workspace_id = delivery.workspace_id and receiver.id = delivery.receiver_id
    where delivery.workspace_id = ${workspaceId} and delivery.id = ${id} and delivery.state = 'pending'
      and receiver.deleted_at is null`.execute(db());
  return rows[0] ?? null;
}

export async function insertAttempt(
  workspaceId: string,
  deliveryId: string,
  { number, at, url, durationMs, status, answer, error }: AttemptRow,
): Promise<void> {
  await db()
    .insertInto('connections.attempts')
    .values({ workspaceId, deliveryId, number, at, url, durationMs, status, answer, error })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function updateDelivery(
  workspaceId: string,
  id: string,
  change: {
    state: DeliveryState;
    attemptCount?: number;
    failureCount?: number;
    firstFailedAt?: Date | null;
    nextAttemptAt: Date | null;
    lastAttemptAt?: Date;
    lastStatus?: number | null;
    lastError?: CallResult['error'];
  },
): Promise<void> {
  await db()
    .updateTable('connections.deliveries')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Begins another round of retries for what has failed since then. @returns their ids, the oldest first. */
export async function reopenFailed(workspaceId: string, receiverId: string, since: Date): Promise<string[]> {
  const rows = await db()
    .updateTable('connections.deliveries')
    .set({ state: 'pending', failureCount: 0, firstFailedAt: null, nextAttemptAt: null })
    .where('workspaceId', '=', workspaceId)
    .where('receiverId', '=', receiverId)
    .where('state', '=', 'failed')
    .where('createdAt', '>=', since)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort();
}
