import type { Settlement, StoredEvent } from '../../signals/index.ts';
import { findReferredCustomer } from '../../tracking/index.ts';
import type { Fact } from './facts.ts';
import { findCustomerId, rememberClicks } from './find-customer.ts';
import { identityOf } from './identity.ts';
import { describingEvents } from './known-events.ts';
import { settlePayment } from './settle-payment.ts';
import { settleSubscription } from './settle-subscription.ts';
import type { BillingSystem } from './system.ts';

type Settle = (
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
  isFinal: boolean,
) => Promise<Settlement>;

const PAYMENT: Fact['kind'][] = ['payment', 'bill', 'refund', 'refund_total', 'credit', 'dispute', 'void'];

/** What an event is about, by the facts that it tells: all of the first line that fits. */
const SETTLES: [Fact['kind'][], Settle][][] = [
  [[['failure'], keepFailure]],
  [[['code', 'discount'], keep]],
  [
    [['subscription', 'recurring_price'], settleSubscription],
    [PAYMENT, settlePayment],
  ],
  [[['identity'], settleCustomer]],
];

/** Does what an event means. What is not asked for is kept and passed over. */
export async function settleBillingEvent(
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const facts = system.needed.test(event.type) ? system.readFacts(event) : [];
  const told = new Set<string>(facts.map(({ kind }) => kind));
  const fitting = SETTLES.map((line) => line.filter(([kinds]) => kinds.some((kind) => told.has(kind))));
  const settles = fitting.find((line) => line.length > 0) ?? [];
  const settlements: Settlement[] = [];
  for (const [, settle] of settles) settlements.push(await settle(workspaceId, system, event, isFinal));
  return together(settlements);
}

/** An event that says several things waits as long as one of them does, and shows the most that it came to. */
function together(settlements: Settlement[]): Settlement {
  const subjects = settlements.flatMap((each) => each.subjects);
  for (const state of ['waiting', 'done', 'ignored'] as const) {
    const shown = settlements.findLast((each) => each.state === state);
    if (shown) return { ...shown, subjects };
  }
  return { state: 'ignored', note: 'not_needed', subjects };
}

/** Clicks that the customer record names decide their sales, also those that came before. */
async function settleCustomer(
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
): Promise<Settlement> {
  const told = await describingEvents(workspaceId, system, event.connectionId, event.customer);
  const identity = identityOf(told);
  const systemId = event.customer ?? event.externalId;
  const externalId = await findCustomerId(workspaceId, system, identity, systemId, systemId);
  await rememberClicks(workspaceId, externalId, identity);
  const referred = await findReferredCustomer(workspaceId, { externalId });
  return { state: 'done', note: referred ? 'customer' : 'kept', subjects: [] };
}

/** Waiting payments that name a discount or its code by an id can be settled now. */
async function keep(_workspaceId: string, _system: BillingSystem, event: StoredEvent): Promise<Settlement> {
  return { state: 'done', note: 'kept', subjects: event.subjects };
}

/** No money moved. */
async function keepFailure(): Promise<Settlement> {
  return { state: 'done', note: 'payment_failed', subjects: [] };
}
