import { NodeRuntime, Webhooks } from '@paddle/paddle-node-sdk';
import type { ReceivedEvent } from '../../signals/index.ts';
import type { BillingSystem, Delivery } from '../billing/system.ts';
import { dateOf, idOf, type Json, objectOf, textOf } from '../fields.ts';
import { readFacts } from './read-facts.ts';

export const paddle: BillingSystem = {
  kind: 'paddle',
  readDelivery: readEvent,
  needed:
    /^(customer\.(created|updated|imported)|subscription\.\w+|transaction\.(paid|completed|payment_failed)|adjustment\.(created|updated)|discount\.(created|updated|imported))$/,
  readFacts,
  describing: [
    ...['customer.created', 'customer.updated', 'customer.imported'],
    ...['transaction.paid', 'transaction.completed', 'subscription.created', 'subscription.updated'],
  ],
  leads: { payment: /^txn_/, subscription: /^sub_/ },
  subscriptionTellers: ['customer'],
  ownCustomerId: /^ctm_/,
};

// Without it the library has nothing to compute signatures with.
NodeRuntime.initialize();

/** The library's own check: the signature fits, and is not older than a few seconds. */
async function readEvent({ body, headers, secret }: Delivery): Promise<ReceivedEvent | null> {
  const signature = headers['paddle-signature'];
  if (typeof signature !== 'string') return null;
  const text = body.toString('utf8');
  try {
    const isGenuine = await new Webhooks().isSignatureValid(text, secret, signature);
    return isGenuine ? describeEvent(objectOf(JSON.parse(text))) : null;
  } catch {
    return null;
  }
}

function describeEvent(event: Json): ReceivedEvent | null {
  const externalId = idOf(event.event_id);
  const type = idOf(event.event_type);
  const createdAt = dateOf(event.occurred_at);
  if (!externalId || !type || !createdAt) return null;
  const data = objectOf(event.data);
  const own = textOf(data.id);
  const named = [own, data.transaction_id, data.discount_id, objectOf(data.discount).id];
  return {
    ...{ externalId, type, createdAt, payload: event },
    subjects: [...new Set(named.flatMap((id) => idOf(id) ?? []))],
    customer: idOf(type.startsWith('customer.') ? own : data.customer_id) ?? null,
  };
}
