import { kaplanMeier, survivalAt } from '../success/index.ts';
import type { ProgramFacts } from './gather-facts.ts';
import {
  type BroughtCustomer,
  futureCommission,
  judgedSums,
  monthlyChurn,
  type ProgramCustomer,
  returnOn,
  type Watched,
  watch,
  worthOf,
} from './rules.ts';
import type { ProgramQuality } from './schema.ts';

const MONTHS_OF_RETENTION = 12;

/** What the program as a whole comes to: the mean against which each affiliate is held. */
export interface ProgramMean {
  figures: ProgramQuality;
  /** Null while nobody has paid. */
  customer: ProgramCustomer | null;
}

export function judgeProgram(facts: ProgramFacts, asOf: Date): ProgramMean {
  const customers = [...facts.customers.values()].flat();
  const commissionMinor = facts.affiliates.reduce((total, { id }) => total + commissionOf(facts, id), 0);
  const counts = { clicks: 0, leads: 0, customers: 0 };
  for (const count of facts.counts.values()) {
    counts.clicks += count.clicks;
    counts.leads += count.leads;
    counts.customers += count.customers;
  }
  const figures = figuresOf(facts, { customers, commissionMinor, counts }, null, asOf);
  if (customers.length === 0) return { figures, customer: null };
  const { valueMinor, costMinor } = sumsOf(customers, commissionMinor, facts.grossMargin);
  const mean = { valueMinor: valueMinor / customers.length, costMinor: costMinor / customers.length };
  return { figures, customer: mean };
}

/** What a group brings, and what it costs in commission, so far and on what is expected. */
export function sumsOf(customers: BroughtCustomer[], commissionMinor: number, grossMargin: number) {
  const worth = worthOf(customers, grossMargin);
  const futureMinor = futureCommission(worth, commissionMinor, grossMargin);
  return { ...worth, futureMinor, costMinor: commissionMinor + futureMinor };
}

export function judgeAffiliate(
  facts: ProgramFacts,
  affiliateId: string,
  mean: ProgramMean,
  asOf: Date,
): ProgramQuality {
  const group = {
    customers: facts.customers.get(affiliateId) ?? [],
    commissionMinor: commissionOf(facts, affiliateId),
    counts: facts.counts.get(affiliateId) ?? { clicks: 0, leads: 0, customers: 0 },
  };
  return figuresOf(facts, group, mean, asOf);
}

/** Commission in the workspace's currency. */
function commissionOf(facts: ProgramFacts, affiliateId: string): number {
  const rows = facts.commissions.get(affiliateId) ?? [];
  return rows.find((row) => row.currency === facts.currency)?.keptMinor ?? 0;
}

interface Group {
  customers: BroughtCustomer[];
  commissionMinor: number;
  counts: { clicks: number; leads: number; customers: number };
}

function figuresOf(facts: ProgramFacts, group: Group, mean: ProgramMean | null, asOf: Date): ProgramQuality {
  const { customers, commissionMinor, counts } = group;
  const sums = sumsOf(customers, commissionMinor, facts.grossMargin);
  const judged = judgedSums(sums, mean?.customer ?? null);
  const watched = watch(customers, asOf);
  return {
    clicks: counts.clicks,
    leads: counts.leads,
    referredCustomers: counts.customers,
    customers: customers.length,
    churnedCustomers: watched.observed.filter(Boolean).length,
    unknownCustomers: customers.length - watched.duration.length,
    revenueMinor: sums.revenueMinor,
    retention12: retentionAt(watched, MONTHS_OF_RETENTION),
    monthlyChurn: monthlyChurn(watched, mean?.figures.monthlyChurn ?? null),
    ltvAverageMinor: averageLifetimeValue(customers),
    crcMinor: sums.crcMinor,
    commissionMinor,
    returnRatio: sums.costMinor > 0 ? returnOn(judged.valueMinor, judged.costMinor) : null,
  };
}

/** Null until somebody was watched for so long, or everybody has left before. */
function retentionAt(watched: Watched, months: number): number | null {
  if (watched.duration.length === 0) return null;
  const survival = survivalAt(kaplanMeier(watched), months);
  const isKnown = survival === 0 || watched.duration.some((duration) => duration >= months);
  return isKnown ? survival : null;
}

function averageLifetimeValue(customers: BroughtCustomer[]): number | null {
  const known = customers.flatMap(({ ltvMinor, churnedAt }) =>
    ltvMinor === null || churnedAt ? [] : [ltvMinor],
  );
  if (known.length === 0) return null;
  return Math.round(known.reduce((total, value) => total + value, 0) / known.length);
}
