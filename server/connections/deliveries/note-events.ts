import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { beforeCommit } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { triggerOf } from '../postbacks/triggers.ts';
import { insertMessages, type NewDelivery, type NewMessage } from '../store/messages.ts';
import { listToldReceivers, type ReceiverRow } from '../store/receivers.ts';
import { describeEvents, type Told } from '../webhooks/describe-events.ts';
import type { EventType } from '../webhooks/event-types.ts';
import { queueDeliveries } from './queue.ts';

type Happened = DomainEvent<Told>;

/**
 * Keeps what is to be told, in the transaction in which it happened: both commit or neither. Everything that happened
 * in it is looked at together at its end, so a transaction that nobody listens to pays for one look.
 */
export async function noteEvents(config: Config, events: Happened[]): Promise<void> {
  await beforeCommit('connections.note', events, async (all) => {
    for (const [workspaceId, own] of Map.groupBy(all, (event) => event.workspaceId))
      await noteOwn(config, workspaceId, own);
  });
}

async function noteOwn(config: Config, workspaceId: string, events: Happened[]): Promise<void> {
  const receivers = await listToldReceivers(workspaceId);
  if (receivers.length === 0) return;
  const wanted = events.filter((event) => receivers.some((receiver) => wants(receiver, event)));
  const messages = await toMessages(config, wanted);
  const deliveries = wanted.flatMap((event) => {
    const message = messages.get(event.id);
    const listening = receivers.filter((receiver) => wants(receiver, event));
    return message ? listening.map((receiver) => toDelivery(receiver, message)) : [];
  });
  if (deliveries.length === 0) return;
  await insertMessages(workspaceId, [...messages.values()], deliveries);
  await queueDeliveries(
    workspaceId,
    deliveries.filter(({ state }) => state === 'pending'),
  );
}

function wants(receiver: ReceiverRow, event: Happened): boolean {
  const { kind, affiliateId, eventTypes } = receiver;
  if (kind === 'webhook') return eventTypes.length === 0 || eventTypes.includes(event.type);
  const trigger = triggerOf(event.type, event.payload);
  return trigger !== null && eventTypes.includes(trigger) && event.payload.affiliateId === affiliateId;
}

async function toMessages(config: Config, events: Happened[]): Promise<Map<string, NewMessage>> {
  const messages = new Map<string, NewMessage>();
  for (const [type, alike] of Map.groupBy(events, (event) => event.type)) {
    const described = await describeEvents(config.publicUrl, type as EventType, alike);
    for (const [index, event] of alike.entries()) {
      const data = described[index];
      if (data) messages.set(event.id, messageOf(event.id, type, data));
    }
  }
  return messages;
}

/** The body after Standard Webhooks. */
export function messageOf(id: string, type: string, data: object): NewMessage {
  const createdAt = now();
  return { id, type, body: JSON.stringify({ type, timestamp: createdAt.toISOString(), data }), createdAt };
}

/** What comes while a receiver is switched off has failed already, and can be replayed. */
export function toDelivery(
  receiver: Pick<ReceiverRow, 'id' | 'status'>,
  message: Pick<NewMessage, 'id' | 'createdAt'>,
): NewDelivery {
  return {
    id: newId('dlv'),
    receiverId: receiver.id,
    messageId: message.id,
    state: receiver.status === 'active' ? 'pending' : 'failed',
    createdAt: message.createdAt,
  };
}
