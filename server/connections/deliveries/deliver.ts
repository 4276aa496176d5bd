import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { type CallResult, callAddress } from '../../core/outgoing/call-address.ts';
import { fillPostback } from '../postbacks/fill-postback.ts';
import { type DueDelivery, findDueDelivery, insertAttempt, updateDelivery } from '../store/deliveries.ts';
import { lockReceiver, updateReceiver } from '../store/receivers.ts';
import { signWebhook } from '../webhooks/sign-webhook.ts';
import { queueDeliveryAt } from './queue.ts';
import { failedThroughout, hasArrived, isGone, nextAttemptAt, RETRY_HOURS } from './rules.ts';
import { tellSwitchedOff } from './tell-switched-off.ts';

/**
 * The queue's task: sends one delivery and keeps what came of it. When the process dies in between it is sent again,
 * under the same id.
 */
export async function deliver(config: Config, key: { workspaceId: string; id: string }): Promise<void> {
  const { workspaceId, id } = key;
  const delivery = await findDueDelivery(workspaceId, id);
  if (!delivery) return;
  if (delivery.receiver.status !== 'active') {
    await updateDelivery(workspaceId, id, { state: 'failed', nextAttemptAt: null });
    return;
  }
  const at = now();
  const isWebhook = delivery.receiver.kind === 'webhook';
  const call = isWebhook ? signWebhook(delivery, at) : await fillPostback(workspaceId, delivery);
  const result = await callAddress(call);
  await inTransaction(() => keep(workspaceId, config, { delivery, url: call.url, result, at }));
}

interface Attempted {
  delivery: DueDelivery;
  url: string;
  result: CallResult;
  at: Date;
}

async function keep(workspaceId: string, config: Config, attempted: Attempted): Promise<void> {
  const { delivery, url, result, at } = attempted;
  const number = delivery.attemptCount + 1;
  await insertAttempt(workspaceId, delivery.id, { ...result, number, at, url });
  const told = {
    attemptCount: number,
    lastAttemptAt: at,
    lastStatus: result.status,
    lastError: result.error,
  };
  if (!hasArrived(result.status)) return keepFailure(workspaceId, config, attempted, told);
  await updateDelivery(workspaceId, delivery.id, { ...told, state: 'delivered', nextAttemptAt: null });
  if (delivery.receiver.failingSince)
    await updateReceiver(workspaceId, delivery.receiver.id, { failingSince: null });
}

type Told = Pick<
  Parameters<typeof updateDelivery>[2],
  'attemptCount' | 'lastAttemptAt' | 'lastStatus' | 'lastError'
>;

async function keepFailure(
  workspaceId: string,
  config: Config,
  { delivery, result, at }: Attempted,
  told: Told,
): Promise<void> {
  const receiver = await lockReceiver(workspaceId, delivery.receiver.id);
  if (!receiver) return;
  const failureCount = delivery.failureCount + 1;
  const firstFailedAt = delivery.firstFailedAt ?? at;
  const failingSince = receiver.failingSince ?? at;
  const next = isGone(result.status)
    ? null
    : nextAttemptAt({ count: failureCount, firstAt: firstFailedAt }, at, RETRY_HOURS[receiver.kind]);
  await updateDelivery(workspaceId, delivery.id, {
    ...told,
    ...{ failureCount, firstFailedAt, nextAttemptAt: next, state: next ? 'pending' : 'failed' },
  });
  if (next) await queueDeliveryAt(workspaceId, { id: delivery.id, receiverId: receiver.id }, next);
  const isOff = !next && (isGone(result.status) || failedThroughout(failingSince, firstFailedAt));
  const hasFallen = isOff && receiver.status === 'active';
  await updateReceiver(workspaceId, receiver.id, {
    failingSince,
    ...(hasFallen ? { status: 'failed' } : {}),
  });
  if (hasFallen) await tellSwitchedOff(workspaceId, config, receiver);
}
