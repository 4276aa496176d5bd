import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const DAY_MS = 86_400_000;
const DAYS_PER_MONTH = 365.25 / 12;
/** Below this many paying customers nobody is judged. */
const MIN_JUDGED_CUSTOMERS = 5;
// An affiliate's own mean counts as much as the program's once this many customers stand behind it.
const PRIOR_CUSTOMERS = 10;
// The same for churn, in customer-months.
const PRIOR_CUSTOMER_MONTHS = 60;
const RESAMPLES = 1_000;
const INTERVAL_SHARE = 0.8;
// Any number serves; it stays the same so that the same facts always give the same interval.
const SEED = 20_260_301;

/** A paying customer whom an affiliate brought; amounts in minor units of the workspace's currency. */
export interface BroughtCustomer {
  affiliateId: string;
  customerId: string;
  accountId: string | null;
  attributedAt: Date;
  /** Sold less refunded. */
  revenueMinor: number;
  /** Start and end of the subscription; null start is not known. */
  firstPaidAt: Date | null;
  churnedAt: Date | null;
  mrrMinor: number | null;
  /** Expected margin of what is still to come; null is not known. */
  ltvMinor: number | null;
  /** Retention cost of the last twelve months; null is not known. */
  crcMinor: number | null;
}

/** What a group of customers has brought and is expected to bring, with every input of the return. */
export interface Worth {
  customers: number;
  revenueMinor: number;
  realizedMarginMinor: number;
  expectedMarginMinor: number;
  crcMinor: number;
  /** Realized and expected margin, less retention cost. */
  valueMinor: number;
}

/** One customer's value to the company: margin so far and still to come, less what keeping them costs. */
export function customerValue(customer: BroughtCustomer, grossMargin: number): number {
  return customer.revenueMinor * grossMargin + expectedMargin(customer) - (customer.crcMinor ?? 0);
}

/** Whoever has left brings nothing more. */
function expectedMargin(customer: BroughtCustomer): number {
  return customer.churnedAt ? 0 : (customer.ltvMinor ?? 0);
}

export function worthOf(customers: BroughtCustomer[], grossMargin: number): Worth {
  const sum = (of: (customer: BroughtCustomer) => number) =>
    customers.reduce((total, customer) => total + of(customer), 0);
  return {
    customers: customers.length,
    revenueMinor: sum((customer) => customer.revenueMinor),
    realizedMarginMinor: Math.round(sum((customer) => customer.revenueMinor * grossMargin)),
    expectedMarginMinor: Math.round(sum(expectedMargin)),
    crcMinor: sum((customer) => customer.crcMinor ?? 0),
    valueMinor: Math.round(sum((customer) => customerValue(customer, grossMargin))),
  };
}

/** Draws a mean toward the program's: (n·own + k·program) / (n + k). */
export function shrink(own: number, count: number, program: number, prior = PRIOR_CUSTOMERS): number {
  return (count * own + prior * program) / (count + prior);
}

/**
 * Commission still to be paid on expected revenue, at the share of revenue that was paid so far: what a plan for
 * one sale only costs less than this, so the return is not flattered.
 */
export function futureCommission(worth: Worth, commissionMinor: number, grossMargin: number): number {
  if (worth.revenueMinor <= 0 || commissionMinor <= 0) return 0;
  const expectedRevenueMinor = worth.expectedMarginMinor / grossMargin;
  return Math.round((commissionMinor / worth.revenueMinor) * expectedRevenueMinor);
}

/** (value − cost) / cost; null where nothing was spent. 1 is a dollar gained for each dollar paid. */
export function returnOn(valueMinor: number, costMinor: number): number | null {
  return costMinor > 0 ? (valueMinor - costMinor) / costMinor : null;
}

/** What the program's customers bring and cost on average. */
export interface ProgramCustomer {
  valueMinor: number;
  costMinor: number;
}

/** Value and cost as they count: per customer drawn toward the program's where customers are few, times customers. */
export function judgedSums(
  sums: { customers: number; valueMinor: number; costMinor: number },
  program: ProgramCustomer | null,
): { valueMinor: number; costMinor: number } {
  const { customers, valueMinor, costMinor } = sums;
  if (!program || customers === 0) return { valueMinor, costMinor };
  // Both are drawn alike: drawing the value alone would flatter whoever costs little.
  const draw = (sum: number, mean: number) => customers * shrink(sum / customers, customers, mean);
  return {
    valueMinor: Math.round(draw(valueMinor, program.valueMinor)),
    costMinor: Math.round(draw(costMinor, program.costMinor)),
  };
}

/**
 * The 80 % interval of the return, by drawing the customers anew a thousand times. Null for fewer than
 * `MIN_JUDGED_CUSTOMERS` and where nothing was spent.
 * @param costMinor of all customers; each bears it by the share of revenue that they have and promise.
 */
export function returnInterval(
  customers: BroughtCustomer[],
  costMinor: number,
  program: ProgramCustomer,
  grossMargin: number,
): { lower: number; upper: number } | null {
  if (customers.length < MIN_JUDGED_CUSTOMERS || costMinor <= 0) return null;
  const values = customers.map((customer) => customerValue(customer, grossMargin));
  const weights = customers.map(
    (customer) => Math.max(0, customer.revenueMinor) + expectedMargin(customer) / grossMargin,
  );
  const weight = weights.reduce((total, own) => total + own, 0);
  const random = xoroshiro128plus(SEED);
  const returns = Float64Array.from({ length: RESAMPLES }, () => {
    const sums = { customers: values.length, valueMinor: 0, costMinor: 0 };
    for (let draw = 0; draw < values.length; draw += 1) {
      const drawn = uniformInt(random, 0, values.length - 1);
      sums.valueMinor += values[drawn] ?? 0;
      sums.costMinor += weight > 0 ? (costMinor * (weights[drawn] ?? 0)) / weight : 0;
    }
    const judged = judgedSums(sums, program);
    return returnOn(judged.valueMinor, judged.costMinor) ?? 0;
  }).sort();
  const tail = Math.floor((RESAMPLES * (1 - INTERVAL_SHARE)) / 2);
  return { lower: returns[tail] ?? 0, upper: returns[RESAMPLES - 1 - tail] ?? 0 };
}

/** How long customers were watched, and who left, in months; those without subscription facts are left out. */
export interface Watched {
  duration: number[];
  observed: boolean[];
}

export function watch(customers: BroughtCustomer[], asOf: Date): Watched {
  const known = customers.flatMap(({ firstPaidAt, churnedAt }) =>
    firstPaidAt ? [{ firstPaidAt, churnedAt }] : [],
  );
  return {
    duration: known.map(({ firstPaidAt, churnedAt }) => monthsBetween(firstPaidAt, churnedAt ?? asOf)),
    observed: known.map(({ churnedAt }) => churnedAt !== null),
  };
}

function monthsBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / (DAYS_PER_MONTH * DAY_MS);
}

/** Leavers per customer-month, drawn toward the program's rate; null where nobody was watched. */
export function monthlyChurn(watched: Watched, programRate: number | null): number | null {
  const months = watched.duration.reduce((total, duration) => total + duration, 0);
  const leavers = watched.observed.filter(Boolean).length;
  if (months <= 0) return null;
  if (programRate === null) return leavers / months;
  return (leavers + PRIOR_CUSTOMER_MONTHS * programRate) / (months + PRIOR_CUSTOMER_MONTHS);
}

export type Verdict = 'too_few' | 'unpaid' | 'loses' | 'above' | 'below';

/** One word on an affiliate: against zero first, then against the program. */
export function verdictOf(
  customers: number,
  returnRatio: number | null,
  programReturn: number | null,
): Verdict {
  if (customers < MIN_JUDGED_CUSTOMERS) return 'too_few';
  if (returnRatio === null) return 'unpaid';
  if (returnRatio < 0) return 'loses';
  return returnRatio >= (programReturn ?? 0) ? 'above' : 'below';
}
