import type { Settlement, StoredEvent } from '../../signals/index.ts';
import { findReferredCustomer } from '../../tracking/index.ts';
import { findCustomerId, rememberClicks } from './find-customer.ts';
import { identityOf } from './identity.ts';
import { describingEvents } from './known-events.ts';
import { settlePayment } from './settle-payment.ts';
import { settleSubscription } from './settle-subscription.ts';

type Settle = (workspaceId: string, event: StoredEvent, isFinal: boolean) => Promise<Settlement>;

const SETTLES: [RegExp, Settle][] = [
  [/^customer\.(created|updated)$/, settleCustomer],
  [/^customer\.subscription\.(created|updated|deleted|paused|resumed)$/, settleSubscription],
  [/^checkout\.session\.(completed|async_payment_succeeded)$/, settlePayment],
  [/^invoice\.(paid|voided)$/, settlePayment],
  [/^invoice_payment\.paid$/, settlePayment],
  [/^payment_intent\.succeeded$/, settlePayment],
  [/^(charge\.refunded|refund\.(created|updated|failed)|charge\.refund\.updated)$/, settlePayment],
  [/^credit_note\.(created|updated)$/, settlePayment],
  [/^charge\.dispute\.(created|updated|closed)$/, settlePayment],
  [/^promotion_code\.(created|updated)$/, keep],
  [/^invoice\.payment_failed$/, keepFailure],
];

/** Does what an event of Stripe means. What is not asked for is kept and passed over. */
export async function settleStripeEvent(
  workspaceId: string,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const settle = SETTLES.find(([pattern]) => pattern.test(event.type))?.[1];
  if (!settle) return { state: 'ignored', note: 'not_needed', subjects: [] };
  return settle(workspaceId, event, isFinal);
}

/** Clicks that the customer record names decide their sales, also those that came before. */
async function settleCustomer(workspaceId: string, event: StoredEvent): Promise<Settlement> {
  const identity = identityOf(await describingEvents(workspaceId, event.connectionId, event.customer));
  const stripeId = event.customer ?? event.externalId;
  const externalId = await findCustomerId(workspaceId, identity, stripeId, stripeId);
  await rememberClicks(workspaceId, externalId, identity);
  const referred = await findReferredCustomer(workspaceId, { externalId });
  return { state: 'done', note: referred ? 'customer' : 'kept', subjects: [] };
}

/** Waiting payments that name a promotion code by its id can be settled now. */
async function keep(_workspaceId: string, { subjects }: StoredEvent): Promise<Settlement> {
  return { state: 'done', note: 'kept', subjects };
}

/** No money moved. */
async function keepFailure(): Promise<Settlement> {
  return { state: 'done', note: 'payment_failed', subjects: [] };
}
