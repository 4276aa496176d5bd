import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceivedEvent } from '../../signals/index.ts';
import type { BillingSystem, Delivery } from '../billing/system.ts';
import { dateOf, idOf, type Json, objectOf } from '../fields.ts';
import { readFacts } from './read-facts.ts';
import { subjectOf } from './subjects.ts';

export const lemonSqueezy: BillingSystem = {
  kind: 'lemonsqueezy',
  readDelivery: readEvent,
  needed: /^(order_(created|refunded)|subscription_\w+)$/,
  readFacts,
  describing: [
    'order_created',
    'subscription_created',
    'subscription_updated',
    'subscription_payment_success',
  ],
  leads: { payment: /^lemonsqueezy:(order|invoice|first):/, subscription: /^lemonsqueezy:subscription:/ },
  subscriptionTellers: ['subscription'],
  ownCustomerId: /^lemonsqueezy:customer:/,
};

function readEvent({ body, headers, secret }: Delivery): ReceivedEvent | null {
  const signature = headers['x-signature'];
  if (typeof signature !== 'string') return null;
  const expected = createHmac('sha256', secret).update(body).digest();
  const told = Buffer.from(signature, 'hex');
  if (told.length !== expected.length || !timingSafeEqual(told, expected)) return null;
  try {
    return describeEvent(objectOf(JSON.parse(body.toString('utf8'))), body);
  } catch {
    return null;
  }
}

/** Events have no ids of their own and no time: a repeat has the same bytes, and the object tells when it changed. */
function describeEvent(event: Json, body: Buffer): ReceivedEvent | null {
  const data = objectOf(event.data);
  const attributes = objectOf(data.attributes);
  const type = idOf(objectOf(event.meta).event_name);
  const createdAt = dateOf(attributes.updated_at) ?? dateOf(attributes.created_at);
  const id = idOf(data.id);
  if (!type || !createdAt || !id) return null;
  return {
    externalId: createHash('sha256').update(body).digest('hex'),
    ...{ type, createdAt, payload: event, subjects: subjectsOf(String(data.type), id, attributes) },
    customer: subjectOf('customer', attributes.customer_id),
  };
}

/** An order and the first invoice of its subscription are one payment: the subscription leads from one to the other. */
function subjectsOf(type: string, id: string, attributes: Json): string[] {
  if (type === 'orders') return present(subjectOf('order', id));
  if (type === 'subscriptions')
    return present(
      subjectOf('subscription', id),
      subjectOf('first', id),
      subjectOf('order', attributes.order_id),
    );
  if (type !== 'subscription-invoices') return [];
  const { subscription_id: subscription, billing_reason: reason } = attributes;
  const first = reason === 'initial' ? subjectOf('first', subscription) : null;
  return present(subjectOf('invoice', id), subjectOf('subscription', subscription), first);
}

function present(...subjects: (string | null)[]): string[] {
  return subjects.filter((subject) => subject !== null);
}
