import { monthsBetween } from './retention.ts';

/** Nothing is counted on for longer. */
export const MAX_MONTHS_AHEAD = 60;
/** What comes in a year is worth this much less than what is there. */
export const YEARLY_DISCOUNT = 0.1;
const MONTHS_PER_YEAR = 12;

/** A paying customer whom an affiliate brought; amounts in minor units of the workspace's currency. */
export interface BroughtCustomer {
  affiliateId: string;
  customerId: string;
  accountId: string | null;
  attributedAt: Date;
  saleCount: number;
  /** Without tax, before refunds. */
  soldMinor: number;
  refundedMinor: number;
  /** Given off to them as friends of the affiliate; the sales are after it. */
  discountMinor: number;
  /** Booked so far and kept, after refunds and declines. */
  commissionMinor: number;
  /** What a month's sale will earn under the plan that holds, and for how many months yet. */
  ahead: { commissionMinor: number; months: number };
  /** Start and end of the subscription; null start is not known. */
  firstPaidAt: Date | null;
  churnedAt: Date | null;
  mrrMinor: number | null;
  /** Retention cost of the last twelve months; null is not known. */
  crcMinor: number | null;
}

/** What the future of a group rests on. */
export interface Outlook {
  grossMargin: number;
  /** 0–1; zero where nobody was watched, and then nobody has a future that is counted. */
  monthlyChurn: number;
  /** Refunded share of what is sold, 0–1. */
  refundShare: number;
  asOf: Date;
}

/** What one customer has brought and cost, and is expected to. Value is what is left before commission. */
export interface Worth {
  saleMarginMinor: number;
  refundedMinor: number;
  marginAheadMinor: number;
  crcMinor: number;
  crcAheadMinor: number;
  commissionMinor: number;
  commissionAheadMinor: number;
  discountMinor: number;
  valueMinor: number;
  costMinor: number;
}

/**
 * The discounted months still to be paid: Σ rᵗ for t = 1…n with r = (1 − churn) / (1 + yearly discount)^(1/12).
 * @param months how many at most; five years is the end of all.
 */
export function monthsAhead(monthlyChurn: number, months = MAX_MONTHS_AHEAD): number {
  const ratio = (1 - monthlyChurn) / (1 + YEARLY_DISCOUNT) ** (1 / MONTHS_PER_YEAR);
  return (ratio * (1 - ratio ** Math.min(months, MAX_MONTHS_AHEAD))) / (1 - ratio);
}

/** The parts of a customer's worth that do not depend on churn, and what a month more of them brings and costs. */
export interface Prospects {
  past: {
    saleMarginMinor: number;
    refundedMinor: number;
    crcMinor: number;
    commissionMinor: number;
    discountMinor: number;
  };
  /** By month still to come; all zero for who has left. */
  monthly: { marginMinor: number; crcMinor: number; commissionMinor: number };
  commissionMonths: number;
}

/**
 * A discount is paid for the customer like a commission, so their sales count at the full price. A refund is lost whole: serving the customer was paid for all the same. Retention cost of the months before the last
 * twelve, and of those to come, is taken at the rate of the last twelve.
 */
export function prospectsOf(
  customer: BroughtCustomer,
  outlook: Pick<Outlook, 'grossMargin' | 'refundShare' | 'asOf'>,
): Prospects {
  const { grossMargin, refundShare, asOf } = outlook;
  const crc = retentionCost(customer, asOf);
  const mrrMinor = customer.churnedAt ? 0 : (customer.mrrMinor ?? 0);
  const isPaying = mrrMinor > 0;
  return {
    past: {
      saleMarginMinor: (customer.soldMinor + customer.discountMinor) * grossMargin,
      refundedMinor: customer.refundedMinor,
      crcMinor: crc.sofarMinor,
      commissionMinor: customer.commissionMinor,
      discountMinor: customer.discountMinor,
    },
    monthly: {
      marginMinor: mrrMinor * (grossMargin - refundShare),
      crcMinor: isPaying ? crc.monthlyMinor : 0,
      commissionMinor: isPaying ? customer.ahead.commissionMinor * (1 - refundShare) : 0,
    },
    commissionMonths: customer.ahead.months,
  };
}

function retentionCost({ firstPaidAt, churnedAt, crcMinor }: BroughtCustomer, asOf: Date) {
  if (crcMinor === null || !firstPaidAt) return { sofarMinor: crcMinor ?? 0, monthlyMinor: 0 };
  const stayed = monthsBetween(firstPaidAt, churnedAt ?? asOf);
  const gone = churnedAt ? monthsBetween(churnedAt, asOf) : 0;
  const withinYear = Math.min(stayed, Math.max(0, MONTHS_PER_YEAR - gone));
  const monthlyMinor = crcMinor / Math.max(1, withinYear);
  return { sofarMinor: crcMinor + monthlyMinor * (stayed - withinYear), monthlyMinor };
}

export function worthUnder(prospects: Prospects, monthlyChurn: number): Worth {
  const { past, monthly, commissionMonths } = prospects;
  const months = monthsAhead(monthlyChurn);
  const marginAheadMinor = monthly.marginMinor * months;
  const crcAheadMinor = monthly.crcMinor * months;
  const commissionAheadMinor = monthly.commissionMinor * monthsAhead(monthlyChurn, commissionMonths);
  return {
    ...past,
    ...{ marginAheadMinor, crcAheadMinor, commissionAheadMinor },
    valueMinor: past.saleMarginMinor - past.refundedMinor + marginAheadMinor - past.crcMinor - crcAheadMinor,
    costMinor: past.commissionMinor + commissionAheadMinor + past.discountMinor,
  };
}

export function worthOf(customer: BroughtCustomer, outlook: Outlook): Worth {
  return worthUnder(prospectsOf(customer, outlook), outlook.monthlyChurn);
}

/** The sums of a group, in whole minor units. */
export function sumWorth(worths: readonly Worth[]): Worth {
  const sum = (of: (worth: Worth) => number) =>
    Math.round(worths.reduce((total, worth) => total + of(worth), 0));
  return {
    saleMarginMinor: sum((worth) => worth.saleMarginMinor),
    refundedMinor: sum((worth) => worth.refundedMinor),
    marginAheadMinor: sum((worth) => worth.marginAheadMinor),
    crcMinor: sum((worth) => worth.crcMinor),
    crcAheadMinor: sum((worth) => worth.crcAheadMinor),
    commissionMinor: sum((worth) => worth.commissionMinor),
    commissionAheadMinor: sum((worth) => worth.commissionAheadMinor),
    discountMinor: sum((worth) => worth.discountMinor),
    valueMinor: sum((worth) => worth.valueMinor),
    costMinor: sum((worth) => worth.costMinor),
  };
}
