import type { ProgramFacts } from './gather-facts.ts';
import { returnInterval } from './rules/interval.ts';
import {
  expectedRetention,
  exposureOf,
  monthlyChurn,
  seenRetention,
  type Watched,
  watch,
} from './rules/retention.ts';
import { drawnPerCustomer, type GroupSums, type Interval, returnOn, shrink } from './rules/returns.ts';
import {
  type BroughtCustomer,
  type Outlook,
  prospectsOf,
  sumWorth,
  type Worth,
  worthOf,
} from './rules/worth.ts';
import type { QualityFigures } from './schema.ts';

/** A group of customers, an affiliate's or the whole program's, with what the judgement rests on. */
export interface JudgedGroup {
  customers: BroughtCustomer[];
  watched: Watched;
  outlook: Outlook;
  worth: Worth;
  sums: GroupSums;
  figures: QualityFigures;
}

export function judgeProgram(facts: ProgramFacts): JudgedGroup {
  const counts = { clicks: 0, leads: 0, customers: 0 };
  for (const count of facts.counts.values()) {
    counts.clicks += count.clicks;
    counts.leads += count.leads;
    counts.customers += count.customers;
  }
  return judge(facts, [...facts.customers.values()].flat(), counts, null);
}

export function judgeAffiliate(facts: ProgramFacts, affiliateId: string, program: JudgedGroup): JudgedGroup {
  const counts = facts.counts.get(affiliateId) ?? { clicks: 0, leads: 0, customers: 0 };
  return judge(facts, facts.customers.get(affiliateId) ?? [], counts, program);
}

/** The 80 % interval of a group's return; apart from the rest, because it costs a thousand simulations. */
export function intervalOf(group: JudgedGroup, program: JudgedGroup): Interval | null {
  const { customers, outlook, watched, sums } = group;
  const prospects = customers.map((customer) => prospectsOf(customer, outlook));
  return returnInterval(prospects, watched, sums.saleMinor, {
    sums: program.sums,
    monthlyChurn: program.outlook.monthlyChurn,
  });
}

function judge(
  facts: ProgramFacts,
  customers: BroughtCustomer[],
  counts: { clicks: number; leads: number; customers: number },
  program: JudgedGroup | null,
): JudgedGroup {
  const { asOf, grossMargin } = facts;
  const watched = watch(customers, asOf);
  const churn = monthlyChurn(watched, program?.outlook.monthlyChurn ?? null);
  const outlook = {
    ...{ asOf, grossMargin },
    // Who was never watched has no revenue that is known to come, so no rate is needed.
    monthlyChurn: churn ?? program?.outlook.monthlyChurn ?? 1,
    refundShare: refundShareOf(customers, program?.outlook.refundShare ?? null),
  };
  const worth = sumWorth(customers.map((customer) => worthOf(customer, outlook)));
  const sums = {
    ...{ customers: customers.length, valueMinor: worth.valueMinor, costMinor: worth.costMinor },
    saleMinor: averageSale(customers),
  };
  const perCustomer = drawnPerCustomer(sums, program?.sums ?? null);
  const seen = seenRetention(watched);
  const figures = {
    clicks: counts.clicks,
    leads: counts.leads,
    referredCustomers: counts.customers,
    customers: customers.length,
    churnedCustomers: exposureOf(watched).leavers,
    unknownCustomers: customers.length - watched.duration.length,
    revenueMinor: sum(customers, ({ soldMinor, refundedMinor }) => soldMinor - refundedMinor),
    refundShare: customers.length > 0 ? outlook.refundShare : null,
    retention12: expectedRetention(churn),
    retentionSeen: seen,
    monthlyChurn: churn,
    ltvAverageMinor: averageAhead(customers, outlook),
    crcMinor: worth.crcMinor,
    commissionMinor: worth.commissionMinor,
    discountMinor: worth.discountMinor,
    valuePerCustomerMinor: customers.length > 0 ? Math.round(perCustomer.valueMinor) : null,
    commissionPerCustomerMinor: customers.length > 0 ? Math.round(perCustomer.costMinor) : null,
    returnRatio: worth.costMinor > 0 ? returnOn(perCustomer.valueMinor, perCustomer.costMinor) : null,
  };
  return { customers, watched, outlook, worth, sums, figures };
}

/** Drawn toward the program's like everything of few customers. */
function refundShareOf(customers: BroughtCustomer[], program: number | null): number {
  const sold = sum(customers, ({ soldMinor }) => soldMinor);
  const own = sold > 0 ? sum(customers, ({ refundedMinor }) => refundedMinor) / sold : 0;
  return program === null ? own : shrink(own, customers.length, program);
}

function averageSale(customers: BroughtCustomer[]): number {
  const count = sum(customers, ({ saleCount }) => saleCount);
  return count > 0 ? sum(customers, ({ soldMinor }) => soldMinor) / count : 0;
}

/** Expected margin after refunds, per customer who still pays; null where nobody is known to. */
function averageAhead(customers: BroughtCustomer[], outlook: Outlook): number | null {
  const paying = customers.filter(({ churnedAt, mrrMinor }) => !churnedAt && mrrMinor);
  if (paying.length === 0) return null;
  return Math.round(sum(paying, (customer) => worthOf(customer, outlook).marginAheadMinor) / paying.length);
}

function sum(customers: BroughtCustomer[], of: (customer: BroughtCustomer) => number): number {
  return customers.reduce((total, customer) => total + of(customer), 0);
}
