import type { SubscriptionInput } from '../../signals/index.ts';

/**
 * What events of billing systems say, in words that all of them share. Amounts are integer minor units; what was paid
 * and what goes back count with tax.
 */
export type Fact =
  | PaymentFact
  | BillFact
  | ChargeFact
  | RefundFact
  | RefundTotalFact
  | CreditFact
  | DisputeFact
  | VoidFact
  | IdentityFact
  | SubscriptionFact
  | RecurringPriceFact
  | CodeFact
  | DiscountFact
  | FailureFact;

/** Something that was given off, by whatever tells what it is. */
export interface UsedDiscount {
  /** The text of its code, or the system's id of that. */
  code: string | null;
  codeId: string | null;
  /** The system's id of what codes stand for, which can be given without one. */
  couponId: string | null;
  /** The system's id of this use of it; what it is of is told apart. */
  discountId: string | null;
  /** Null where only the sum of all is told. */
  amountMinor: number | null;
  /** The seller says that it was given for coming through an affiliate. */
  isForFriends: boolean;
}

export const UNKNOWN_DISCOUNT: UsedDiscount = {
  ...{ code: null, codeId: null, couponId: null, discountId: null, amountMinor: null, isForFriends: false },
};

export interface PaymentFact {
  kind: 'payment';
  /** Of several tellers of one payment the one with the highest rank is believed. */
  rank: number;
  /** The idempotency key of its sale. */
  externalId: string;
  eventName: 'Invoice paid' | 'Purchase';
  paidMinor: number;
  /** Without tax. */
  netMinor: number;
  currency: string;
  at: Date;
  /** Another event may tell more exactly what was paid. */
  mayBeRefined: boolean;
  /** Where a bill is known, the bill is the payment. */
  isPartOfBill: boolean;
  /** Who may still tell whose payment it is: names of `IdentityFact.teller`. */
  tellers: string[];
  discounts: UsedDiscount[];
  /** The sum of them. */
  discountMinor: number;
}

/** The payment is that of a bill. */
interface BillFact {
  kind: 'bill';
}

/** What was charged, for sales that another way reported. */
interface ChargeFact {
  kind: 'charge';
  amountMinor: number;
}

export interface RefundFact {
  kind: 'refund';
  id: string;
  amountMinor: number;
  /** It failed, or was taken back. */
  isUndone: boolean;
  /** Told by something else than the refund itself, which knows better. */
  isHearsay: boolean;
}

/** The sum of all refunds of one charge. */
export interface RefundTotalFact {
  kind: 'refund_total';
  of: string;
  amountMinor: number;
}

/** Given back other than by a refund. */
export interface CreditFact {
  kind: 'credit';
  id: string;
  amountMinor: number;
}

export interface DisputeFact {
  kind: 'dispute';
  id: string;
  amountMinor: number;
  /** `over` takes nothing: it was won, or moved no money. A lost one takes all. */
  state: 'open' | 'over' | 'lost';
}

interface VoidFact {
  kind: 'void';
}

export interface IdentityFact {
  kind: 'identity';
  /** What tells it: `customer` is the record of the customer, whose contact holds over all others. */
  teller: string;
  /** The seller's own id of the customer. */
  externalId: string | null;
  email: string | null;
  name: string | null;
  clickIds: string[];
}

export interface SubscriptionFact {
  kind: 'subscription';
  id: string;
  startedAt: Date | null;
  isOver: boolean;
  endedAt: Date | null;
  renews: boolean;
  plan: string;
  seats: number;
  /** Null where only its bills tell the price. */
  mrrMinor: number | null;
  currency: string;
  isTrial: boolean;
  /** While it is not, it is no recurring revenue. */
  isPaying: boolean;
  billingPeriod: NonNullable<SubscriptionInput['billingPeriod']>;
  /** Until when it is paid, where its bills tell the price. */
  paidUntil: Date | null;
}

/** What one period of a subscription cost. */
export interface RecurringPriceFact {
  kind: 'recurring_price';
  amountMinor: number;
  currency: string;
  at: Date;
}

/** What a discount code reads. */
export interface CodeFact {
  kind: 'code';
  id: string;
  code: string;
}

/** What was used in this use of a discount. */
export interface DiscountFact {
  kind: 'discount';
  id: string;
  codeId: string | null;
  couponId: string | null;
}

interface FailureFact {
  kind: 'failure';
}

/** One event and what it says. */
export interface ToldEvent {
  id: string;
  type: string;
  at: Date;
  facts: Fact[];
}

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

export interface ToldFact<Told extends Fact> {
  fact: Told;
  at: Date;
}

/** The facts of these kinds, each with the time of its event, in the order of the events. */
export function factsOf<Kind extends Fact['kind']>(
  events: readonly ToldEvent[],
  ...kinds: Kind[]
): ToldFact<FactOf<Kind>>[] {
  const wanted = new Set<string>(kinds);
  return events.flatMap(({ facts, at }) =>
    facts.filter((fact): fact is FactOf<Kind> => wanted.has(fact.kind)).map((fact) => ({ fact, at })),
  );
}

/** Events of one second have one time; then what an object goes through decides. */
const STEPS = [
  ...['created', 'updated', 'succeeded', 'completed'],
  ...['refunded', 'closed', 'deleted', 'voided'],
];

/** The order in which events happened, whatever came in first. */
export function inOrder(left: ToldEvent, right: ToldEvent): number {
  const byTime = left.at.getTime() - right.at.getTime();
  if (byTime !== 0) return byTime;
  const byStep = stepOf(left) - stepOf(right);
  if (byStep !== 0) return byStep;
  return left.id < right.id ? -1 : 1;
}

function stepOf({ type }: ToldEvent): number {
  return STEPS.indexOf(type.replace(/^.*[._]/, ''));
}
