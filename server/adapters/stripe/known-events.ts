import { type StoredEvent, selectEventsOf } from '../../signals/index.ts';
import { inOrder, toWireEvent, type WireEvent } from './wire.ts';

/** The events that tell who a customer is. */
const DESCRIBING = [
  'customer.created',
  'customer.updated',
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
];

/** Everything of one payment: events lead to each other by the ids that they name. */
export interface EventGroup {
  events: WireEvent[];
  subjects: string[];
  customer: string | null;
}

export async function gatherGroup(workspaceId: string, event: StoredEvent): Promise<EventGroup> {
  let subjects = event.subjects.filter(isOfPayment);
  for (;;) {
    const stored = await selectEventsOf(workspaceId, event.connectionId, { subjects });
    const named = stored.flatMap((other) => other.subjects.filter(isOfPayment));
    const found = [...new Set([...subjects, ...named])];
    if (found.length === subjects.length) {
      const customer = stored.find((other) => other.customer)?.customer ?? null;
      return { events: stored.map(toWireEvent).sort(inOrder), subjects, customer };
    }
    subjects = found;
  }
}

/** Many payments share one promotion code. */
function isOfPayment(subject: string): boolean {
  return !subject.startsWith('promo_');
}

/** All that tells who a customer is. */
export async function describingEvents(
  workspaceId: string,
  connectionId: string,
  customer: string | null,
): Promise<WireEvent[]> {
  if (!customer) return [];
  const stored = await selectEventsOf(workspaceId, connectionId, { customer, types: DESCRIBING });
  return stored.map(toWireEvent).sort(inOrder);
}
