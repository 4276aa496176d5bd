import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getReceiver } from '../receivers/get-receiver.ts';
import { findDelivery, listAttempts, reopenFailed, updateDelivery } from '../store/deliveries.ts';
import { insertMessages } from '../store/messages.ts';
import type { ReceiverRow, ReceiverScope } from '../store/receivers.ts';
import { messageOf, toDelivery } from './note-events.ts';
import { queueDeliveries } from './queue.ts';
import type { Delivery, DeliveryDetail } from './schema.ts';

/** @throws Problem 404, also for a delivery to a receiver outside the scope. */
export async function viewDelivery(actor: Actor, scope: ReceiverScope, id: string): Promise<DeliveryDetail> {
  const { workspaceId } = actor;
  const delivery = await findDelivery(workspaceId, id);
  if (!delivery) throw notFound('delivery');
  await getReceiver(actor, scope, delivery.receiverId);
  return { ...delivery, attempts: await listAttempts(workspaceId, id) };
}

/** Sends one delivery once more, whatever came of it. @throws Problem 404; 409 while its receiver is off. */
export async function replayDelivery(
  actor: Actor,
  scope: ReceiverScope,
  id: string,
): Promise<DeliveryDetail> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const { receiverId } = await viewDelivery(actor, scope, id);
    refuseSwitchedOff(await getReceiver(actor, scope, receiverId));
    await updateDelivery(workspaceId, id, {
      ...{ state: 'pending', failureCount: 0, firstFailedAt: null, nextAttemptAt: null },
    });
    await queueDeliveries(workspaceId, [{ id, receiverId }]);
    await audit(actor, { action: 'delivery.replayed', objectType: 'delivery', objectId: id });
    return viewDelivery(actor, scope, id);
  });
}

/** Sends everything once more that has failed since then. @returns how many. @throws Problem 404, 409 */
export async function replayFailed(
  actor: Actor,
  scope: ReceiverScope,
  receiverId: string,
  since: Date,
): Promise<number> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    refuseSwitchedOff(await getReceiver(actor, scope, receiverId));
    const ids = await reopenFailed(workspaceId, receiverId, since);
    await queueDeliveries(
      workspaceId,
      ids.map((id) => ({ id, receiverId })),
    );
    const after = { since: since.toISOString(), count: ids.length };
    const change = { objectType: scope.kind, objectId: receiverId, after };
    await audit(actor, { action: `${scope.kind}.replayed`, ...change });
    return ids.length;
  });
}

/** An event that did not happen, to see that a receiver works. */
export async function sendTest(
  actor: Actor,
  scope: ReceiverScope,
  receiverId: string,
  { type, data }: { type: string; data: object },
): Promise<Delivery> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const receiver = await getReceiver(actor, scope, receiverId);
    refuseSwitchedOff(receiver);
    const message = messageOf(newId('evt'), type, data);
    const delivery = toDelivery(receiver, message);
    await insertMessages(workspaceId, [message], [delivery]);
    await queueDeliveries(workspaceId, [delivery]);
    return viewDelivery(actor, scope, delivery.id);
  });
}

function refuseSwitchedOff({ status }: ReceiverRow): void {
  if (status !== 'active')
    throw conflict('receiver_off', 'It is switched off. Switch it on first, then send again.');
}
