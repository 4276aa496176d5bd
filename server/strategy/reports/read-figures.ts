import { TZDate } from '@date-fns/tz';
import { listSaleCommissions, type SaleCommission } from '../../commissions/index.ts';
import {
  CLICK_DIMENSIONS,
  type ClickDimension,
  CONVERSION_DIMENSIONS,
  type ConversionDimension,
  type ConversionFact,
  groupClicks,
  listConversions,
  type WantedGroups,
} from '../../tracking/index.ts';
import { addSums, NOTHING, type Period, type Sums, shiftDay, type Told, toldBy } from './rules.ts';
import type { Dimension } from './schema.ts';

const NO_REVENUE = { amountMinor: 0, refundedMinor: 0 };

export type Filters = Partial<Record<Dimension, string[]>>;

/** What every part of a report has in common. */
export interface Scope {
  workspaceId: string;
  timeZone: string;
  currency: string;
  where: Filters;
  /** The group of every affiliate who is in one, as it is now. */
  groups: ReadonlyMap<string, string>;
  now: Date;
}

/** One lead or sale with its keys of all dimensions that a report needs. */
interface Fact {
  keyOf: Map<Dimension, string>;
  sums: Sums;
  currency: string | null;
  amountMinor: number;
  refundedMinor: number;
  commissions: { currency: string; keptMinor: number }[];
}

/** The leads and sales of a period, ready to be grouped. */
export type Facts = Fact[];

/** Reads them once for all parts of a report. @param dimensions that groups are made by. */
export async function readFacts(scope: Scope, period: Period, dimensions: Dimension[]): Promise<Facts> {
  const { currency } = scope;
  const by = dimensions.filter(isOfConversions);
  const told = toldOf(scope, dimensions);
  const conversions = await readConversions(scope, period, by);
  return conversions.flatMap(({ fact, isHelp, commissions, state }) => {
    if (!fact.isSale && !told.leads) return [];
    const keyOf = new Map<Dimension, string>(by.map((name, place) => [name, fact.keys[place] ?? '']));
    keyOf.set('status', state);
    const isSale = fact.isSale && !isHelp;
    const isPriced = isSale && fact.currency === currency;
    const kept = commissions.filter((one) => one.currency === currency);
    const sums = {
      ...NOTHING,
      leads: fact.isSale ? 0 : 1,
      sales: isSale ? 1 : 0,
      pricedSales: isPriced ? 1 : 0,
      revenueMinor: isPriced ? fact.amountMinor : 0,
      refundedMinor: isPriced ? fact.refundedMinor : 0,
      commissionMinor: kept.reduce((sum, { keptMinor }) => sum + keptMinor, 0),
    };
    const { amountMinor, refundedMinor } = isHelp ? NO_REVENUE : fact;
    return [{ keyOf, sums, currency: fact.currency, amountMinor, refundedMinor, commissions }];
  });
}

/** Leads and sales with what they earn, the newest first. */
export async function readConversions(scope: Scope, period: Period, by: ConversionDimension[]) {
  const { workspaceId, timeZone, where, groups } = scope;
  const { status, ...rest } = where;
  const bySale = await commissionsOf(scope, period);
  const question = { ...period, timeZone, by, groups };
  const facts = await listConversions(workspaceId, { ...question, where: rest }, null);
  const { affiliate, group, ...ofAnybody } = rest;
  const hasHelped = [...bySale.values()].some((sharers) => sharers.some(({ isWinner }) => !isWinner));
  const shared =
    (affiliate || group) && hasHelped
      ? await listConversions(workspaceId, { ...question, where: ofAnybody }, null)
      : facts;
  const own = facts.map((fact) => ({
    ...{ fact, isHelp: false },
    commissions: (bySale.get(fact.id) ?? []).filter(({ isWinner }) => isWinner),
  }));
  return [...own, ...helpOf(scope, shared, bySale, by)].flatMap(({ fact, isHelp, commissions }) => {
    const state = fact.isSale ? (commissions[0]?.state ?? '') : '';
    const isLeftOut = status && !(fact.isSale && status.includes(state));
    return isLeftOut ? [] : [{ fact, isHelp, commissions, state }];
  });
}

/** What others earned by helping with a sale stands with them; the sale itself counts with its winner alone. */
function helpOf(
  { where, groups }: Scope,
  facts: ConversionFact[],
  bySale: Map<string, SaleCommission[]>,
  by: ConversionDimension[],
) {
  const groupOf = (affiliateId: string) => groups.get(affiliateId) ?? '';
  const isWanted = (affiliateId: string) =>
    (where.affiliate?.includes(affiliateId) ?? true) && (where.group?.includes(groupOf(affiliateId)) ?? true);
  return facts.flatMap((fact) => {
    const helped = (bySale.get(fact.id) ?? []).filter(
      ({ isWinner, affiliateId }) => !isWinner && isWanted(affiliateId),
    );
    return helped.map((commission) => {
      const { affiliateId } = commission;
      const own: Partial<Record<Dimension, string>> = { affiliate: affiliateId, group: groupOf(affiliateId) };
      const keys = fact.keys.map((key, place) => own[by[place] ?? 'day'] ?? key);
      return { fact: { ...fact, keys }, isHelp: true, commissions: [commission] };
    });
  });
}

async function commissionsOf({ workspaceId, timeZone, where, now }: Scope, { since, until }: Period) {
  const startOf = (day: string) => new Date(new TZDate(`${day}T00:00:00`, timeZone).getTime());
  const [affiliateId] = where.affiliate?.length === 1 ? where.affiliate : [null];
  const rows = await listSaleCommissions(workspaceId, {
    ...{ from: startOf(since), to: startOf(shiftDay(until, 1)) },
    ...{ affiliateId: affiliateId || null, now },
  });
  return Map.groupBy(rows, ({ saleId }) => saleId);
}

export interface Group {
  keys: string[];
  sums: Sums;
}

/** Clicks and facts by some dimensions: the groups with facts, those asked for, and those with most or least clicks. */
export async function readGroups(
  scope: Scope,
  period: Period,
  { by, facts, wanted }: { by: Dimension[]; facts: Facts; wanted: WantedGroups },
): Promise<Group[]> {
  const byKeys = groupFacts(facts, by);
  if (!toldOf(scope, by).clicks) return [...byKeys.values()];
  const clicks = await readClicks(scope, period, by, {
    ...wanted,
    // Those with facts may be among them, and the rest is still wanted.
    limit: wanted.limit === 0 ? 0 : wanted.limit + byKeys.size,
    keys: [...(wanted.keys ?? []), ...[...byKeys.values()].map(({ keys }) => keys)],
  });
  for (const { keys, counted, repeats } of clicks) {
    const key = JSON.stringify(keys);
    byKeys.set(key, { keys, sums: { ...(byKeys.get(key)?.sums ?? NOTHING), counted, repeats } });
  }
  return [...byKeys.values()];
}

function readClicks(
  { workspaceId, timeZone, where, groups }: Scope,
  period: Period,
  by: Dimension[],
  wanted: WantedGroups,
) {
  const filters = Object.entries(where).filter(([name]) => isOfClicks(name));
  const question = {
    ...{ ...period, timeZone, groups },
    ...{ by: by.filter(isOfClicks), where: Object.fromEntries(filters) },
  };
  return groupClicks(workspaceId, question, wanted);
}

function groupFacts(facts: Facts, by: Dimension[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { keyOf, sums } of facts) {
    const keys = by.map((name) => keyOf.get(name) ?? '');
    const key = JSON.stringify(keys);
    groups.set(key, { keys, sums: addSums(groups.get(key)?.sums ?? NOTHING, sums) });
  }
  return groups;
}

/** What came in other currencies than the report's, each apart. */
export function sumOtherCurrencies(facts: Facts, currency: string) {
  const others = new Map<string, { revenueMinor: number; refundedMinor: number; commissionMinor: number }>();
  const of = (other: string) => {
    const known = others.get(other) ?? { revenueMinor: 0, refundedMinor: 0, commissionMinor: 0 };
    others.set(other, known);
    return known;
  };
  for (const fact of facts) {
    if (fact.currency && fact.currency !== currency) {
      of(fact.currency).revenueMinor += fact.amountMinor;
      of(fact.currency).refundedMinor += fact.refundedMinor;
    }
    for (const kept of fact.commissions)
      if (kept.currency !== currency) of(kept.currency).commissionMinor += kept.keptMinor;
  }
  return [...others].map(([other, sums]) => ({ currency: other, ...sums }));
}

export function asked(where: Filters): Dimension[] {
  return Object.keys(where) as Dimension[];
}

/** Which measures this report can tell. */
export function toldOf(scope: Scope, by: Dimension[]): Told {
  return toldBy([...by, ...asked(scope.where)]);
}

function isOfClicks(name: string): name is ClickDimension {
  return CLICK_DIMENSIONS.some((known) => known === name);
}

function isOfConversions(name: Dimension): name is ConversionDimension {
  return CONVERSION_DIMENSIONS.some((known) => known === name);
}
