import type { Dice } from '../../server/sample/dice.ts';
import type { StripeEvent } from '../support/stripe.ts';
import {
  charge,
  checkout,
  customer,
  dispute,
  invoice,
  paymentIntent,
  refund,
  subscription,
} from '../support/stripe-objects.ts';
import type { Fact } from './facts.ts';

const DAY_S = 86_400;
/** What the objects are made with: 119.00 paid, 100.00 of it without tax. */
const PAID_MINOR = 11_900;

interface Subscriber {
  index: number;
  clickId: string;
  from: Date;
}

/** A subscriber's life as Stripe tells it: begun, upgraded, refunded or disputed. */
export function paidByStripe(dice: Dice, subscriber: Subscriber): Fact[] {
  const { index, clickId, from } = subscriber;
  const names = namesOf(index);
  const start = { ...names.subscription, start_date: Math.floor(from.getTime() / 1_000) };
  const tell = teller(index, from);
  const begun = [
    tell(0, 'customer.created', customer(names.customer)),
    tell(0, 'checkout.session.completed', checkout({ ...names.checkout, client_reference_id: clickId })),
    tell(0, 'customer.subscription.created', subscription(start)),
    tell(0, 'invoice.paid', invoice(names.invoice)),
    tell(0, 'payment_intent.succeeded', paymentIntent(names.payment)),
  ];
  const upgraded = dice.chance(0.4)
    ? [tell(1, 'customer.subscription.updated', subscription({ ...start, quantity: 3 }))]
    : [];
  return [...begun, ...upgraded, ...takenBack(dice, names, tell)];
}

type Names = ReturnType<typeof namesOf>;

function namesOf(index: number) {
  const own = (prefix: string) => `${prefix}_month_${index}`;
  const email = `subscriber-${index}@buyer.example`;
  const payment = { id: own('pi'), customer: own('cus'), latest_charge: own('ch') };
  return {
    customer: { id: own('cus'), email, name: `Subscriber ${index}` },
    subscription: { id: own('sub'), customer: own('cus') },
    checkout: {
      ...{ id: own('cs'), customer: own('cus'), invoice: own('in') },
      customer_details: { email, name: `Subscriber ${index}` },
    },
    invoice: {
      ...{ id: own('in'), customer: own('cus'), customer_email: email },
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: own('sub'), metadata: {} },
      },
      payments: {
        object: 'list',
        data: [{ payment: { type: 'payment_intent', payment_intent: own('pi') } }],
      },
    },
    payment,
    charge: { id: own('ch'), payment_intent: own('pi'), customer: own('cus') },
    ofCharge: { charge: own('ch'), payment_intent: own('pi') },
    refundId: own('re'),
    disputeId: own('dp'),
  };
}

function takenBack(dice: Dice, names: Names, tell: ReturnType<typeof teller>): Fact[] {
  const { refundId, disputeId, ofCharge } = names;
  if (dice.chance(0.2)) {
    const amount = dice.between(100, PAID_MINOR - 1);
    return [
      tell(2, 'charge.refunded', charge({ ...names.charge, amount_refunded: amount })),
      tell(2, 'refund.created', refund(refundId, amount, 'succeeded', ofCharge)),
    ];
  }
  if (dice.chance(0.2)) {
    const end = dice.pick(['won', 'lost']);
    return [
      tell(2, 'charge.dispute.created', dispute('needs_response', disputeId, ofCharge)),
      tell(3, 'charge.dispute.closed', dispute(end, disputeId, ofCharge)),
    ];
  }
  return [];
}

/** Events that keep their ids however often they are delivered. */
function teller(index: number, from: Date) {
  let count = 0;
  return (daysAfter: number, type: string, object: Record<string, unknown>): Fact => {
    count += 1;
    const created = Math.floor(from.getTime() / 1_000) + daysAfter * DAY_S + count;
    const event: StripeEvent = {
      id: `evt_month_${index}_${count}`,
      object: 'event',
      created,
      type,
      data: { object },
    };
    return { kind: 'stripe', at: new Date(created * 1_000), event };
  };
}
