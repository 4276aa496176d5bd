import { monthlyAmount, type StoredEvent } from '../../signals/index.ts';
import { type Fact, type IdentityFact, UNKNOWN_DISCOUNT } from '../billing/facts.ts';
import { clickIdsOf } from '../billing/identity.ts';
import type { BillingSystem } from '../billing/system.ts';
import { BillingFactInput } from './schema.ts';

/** The seller's own billing, in the words of our own schema. */
export const jsonBilling: BillingSystem = {
  kind: 'json',
  needed: /^(payment|refund|dispute|subscription)$/,
  readFacts,
  describing: ['payment', 'subscription'],
  // A payment is known by its bare id, as where the seller tells it as a sale.
  leads: { payment: /^(?!subscription:)/, subscription: /^subscription:/ },
  subscriptionTellers: ['customer'],
  ownCustomerId: null,
};

function readFacts({ payload }: Pick<StoredEvent, 'payload'>): Fact[] {
  const told = BillingFactInput.parse(payload);
  if (told.type === 'payment') return [paymentFact(told), identityFact(told.customer)];
  if (told.type === 'subscription') return [subscriptionFact(told), identityFact(told.customer)];
  if (told.type === 'dispute') return [disputeFact(told)];
  const { id, amountMinor, status } = told.refund;
  return [{ kind: 'refund', id, amountMinor, isUndone: status === 'failed', isHearsay: false }];
}

type Told<Type extends BillingFactInput['type']> = Extract<BillingFactInput, { type: Type }>;

function paymentFact({ payment, occurredAt }: Told<'payment'>): Fact {
  const { id, amountMinor, taxMinor, currency, couponCode, discountMinor, subscriptionId } = payment;
  const code = couponCode ?? null;
  const isGiven = code !== null || discountMinor > 0;
  return {
    ...{ kind: 'payment', rank: 1, externalId: id },
    eventName: subscriptionId ? 'Invoice paid' : 'Purchase',
    ...{ paidMinor: amountMinor, netMinor: Math.max(0, amountMinor - taxMinor), currency, at: occurredAt },
    ...{ mayBeRefined: false, isPartOfBill: false, tellers: [] },
    discounts: isGiven
      ? [{ ...UNKNOWN_DISCOUNT, code, amountMinor: discountMinor, isForFriends: !code }]
      : [],
    discountMinor,
  };
}

function identityFact({ id, email, name, goodwordClickId }: Told<'payment'>['customer']): IdentityFact {
  return {
    ...{ kind: 'identity', teller: 'customer', externalId: id ?? null },
    ...{ email: email?.toLowerCase() ?? null, name: name ?? null, clickIds: clickIdsOf(goodwordClickId) },
  };
}

function disputeFact({ dispute: { id, amountMinor, status } }: Told<'dispute'>): Fact {
  return { kind: 'dispute', id, amountMinor, state: status === 'won' ? 'over' : status };
}

function subscriptionFact({ subscription }: Told<'subscription'>): Fact {
  const { id, status, startedAt, endedAt, plan, seats, amountMinor, currency, billingPeriod, renews } =
    subscription;
  return {
    ...{ kind: 'subscription', id, startedAt, endedAt: endedAt ?? null, isOver: status === 'canceled' },
    ...{ renews, plan, seats, currency, billingPeriod, mrrMinor: monthlyAmount(amountMinor, billingPeriod) },
    ...{ isTrial: status === 'trialing', isPaying: status !== 'paused', paidUntil: null },
  };
}
