import { timingSafeEqual } from 'node:crypto';
import type { ReceivedEvent } from '../../signals/index.ts';
import type { BillingSystem, Delivery } from '../billing/system.ts';
import { idOf, type Json, objectOf } from '../fields.ts';
import { readFacts } from './read-facts.ts';
import { invoiceIdsOf, listOf, momentOf, subjectOf } from './wire.ts';

export const chargebee: BillingSystem = {
  kind: 'chargebee',
  readDelivery: readEvent,
  needed:
    /^(customer_(created|changed)|subscription_\w+|invoice_(generated|updated)|payment_(succeeded|refunded|failed)|transaction_(created|updated))$/,
  readFacts,
  describing: ['customer_created', 'customer_changed', 'subscription_created', 'subscription_changed'],
  leads: { payment: /^chargebee:invoice:/, subscription: /^chargebee:subscription:/ },
  subscriptionTellers: ['customer'],
  ownCustomerId: null,
};

/** Chargebee signs nothing: the user and password that were entered with the address prove where an event is from. */
function readEvent({ body, headers, secret }: Delivery): ReceivedEvent | null {
  const told = Buffer.from(headers.authorization ?? '');
  const expected = Buffer.from(`Basic ${Buffer.from(secret).toString('base64')}`);
  if (told.length !== expected.length || !timingSafeEqual(told, expected)) return null;
  try {
    return describeEvent(objectOf(JSON.parse(body.toString('utf8'))));
  } catch {
    return null;
  }
}

function describeEvent(event: Json): ReceivedEvent | null {
  const externalId = idOf(event.id);
  const type = idOf(event.event_type);
  const createdAt = momentOf(event.occurred_at);
  if (!externalId || !type || !createdAt) return null;
  const content = objectOf(event.content);
  const [customer, subscription, invoice] = [content.customer, content.subscription, content.invoice].map(
    objectOf,
  );
  const codes = listOf(invoice?.discounts).map(({ entity_id }) => subjectOf('coupon', entity_id));
  const subjects = [
    ...invoiceIdsOf(content).map((id) => subjectOf('invoice', id)),
    subjectOf('subscription', subscription?.id),
    ...codes,
  ];
  return {
    ...{ externalId, type, createdAt, payload: event },
    subjects: [...new Set(subjects.filter((subject) => subject !== null))],
    customer: idOf(customer?.id ?? subscription?.customer_id ?? invoice?.customer_id) ?? null,
  };
}
