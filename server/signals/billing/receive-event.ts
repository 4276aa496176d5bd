import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { unseal } from '../../core/vault.ts';
import { countRefused, selectConnectionById } from '../store/billing-connections.ts';
import { insertEvent, type StoredEvent } from '../store/billing-events.ts';
import { queueEvent } from './settle-event.ts';

/** A connection as its webhook needs it. */
export interface OpenConnection {
  id: string;
  workspaceId: string;
  /** Null until the billing system's secret was entered. */
  secret: string | null;
}

/** The connection behind a webhook's address; null for an unknown or deleted one. */
export async function findConnection(kind: string, id: string): Promise<OpenConnection | null> {
  const row = await selectConnectionById(id);
  if (row?.kind !== kind) return null;
  const { workspaceId, sealedSecret } = row;
  return { id, workspaceId, secret: sealedSecret && unseal(sealedSecret, id) };
}

export type ReceivedEvent = Omit<StoredEvent, 'id' | 'connectionId' | 'receivedAt'>;

/**
 * Keeps an event as it came and queues its settling; once for each external id, for ever.
 * @returns whether it is new.
 */
export async function receiveEvent(
  { workspaceId, id: connectionId }: OpenConnection,
  received: ReceivedEvent,
): Promise<boolean> {
  return inTransaction(async () => {
    const event = { ...received, id: newId('bev'), connectionId, receivedAt: now() };
    const isNew = await insertEvent(workspaceId, event);
    if (isNew) await queueEvent(workspaceId, event.id);
    return isNew;
  });
}

/** A delivery whose signature does not fit shows in the connection's health. */
export async function refuseDelivery({ workspaceId, id }: OpenConnection): Promise<void> {
  await countRefused(workspaceId, id, now());
}
