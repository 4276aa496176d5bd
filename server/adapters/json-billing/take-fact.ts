import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { findConnection, type ReceivedEvent, receiveEvent } from '../../signals/index.ts';
import type { BillingFactInput } from './schema.ts';

/** Keeps a fact of the seller's own billing, once for each id. @throws Problem 404 */
export async function takeFact(
  actor: Actor,
  connectionId: string,
  told: BillingFactInput,
): Promise<{ id: string; isRepeat: boolean }> {
  authorize(actor, 'events.write');
  const connection = await findConnection('json', connectionId);
  if (connection?.workspaceId !== actor.workspaceId) throw notFound('billing connection');
  const isNew = await receiveEvent(connection, describeFact(told));
  return { id: told.id, isRepeat: !isNew };
}

function describeFact(told: BillingFactInput): ReceivedEvent {
  const customer = 'customer' in told ? (told.customer.id ?? told.customer.email?.toLowerCase()) : null;
  return {
    ...{ externalId: told.id, type: told.type, createdAt: told.occurredAt, payload: told },
    ...{ subjects: subjectsOf(told), customer: customer ?? null },
  };
}

function subjectsOf(told: BillingFactInput): string[] {
  if (told.type === 'subscription') return [`subscription:${told.subscription.id}`];
  if (told.type === 'payment') return [told.payment.id];
  return [told.type === 'refund' ? told.refund.paymentId : told.dispute.paymentId];
}
