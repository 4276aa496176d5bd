import { now } from '../core/clock.ts';
import { type DomainEvent, emitAll } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { findWorkspace } from '../workspace/index.ts';
import { looksAtHistory, type SaleFacts } from './plans/choose-reward.ts';
import { lookBack } from './plans/past.ts';
import { forgetTerms, termsOfOffer, traitsOf } from './plans/remembered-terms.ts';
import type { Conversion } from './rates/convert.ts';
import { rateFinder } from './rates/find-rates.ts';
import { redecideFrom } from './redecide-commissions.ts';
import { type CustomerHistory, earn } from './rules.ts';
import { type CommissionToBook, insertCommissions, type NewCommission } from './store/commissions.ts';
import { lockHistory, type Place, readPast } from './store/past.ts';
import type { PlanTraits, VersionRow } from './store/plans.ts';
import { findEarliestLate, renumberFirstSales } from './store/redecisions.ts';

/** What `sale.recorded` and `sale.attributed` tell; `occurredAt` is an ISO text. */
export interface SaleRecorded extends Partial<SaleFacts> {
  saleId: string;
  externalId: string;
  affiliateId: string | null;
  offerId: string | null;
  customerId: string;
  amountMinor: number;
  /** What the buyer was given off; null where the sale does not tell. */
  discountMinor?: number | null;
  currency: string;
  occurredAt: string;
  /** Which of the customer's sales it is; 1 is the first. */
  saleNumber: number;
  /** What each affiliate gets of the amount, the winner first; together all of it. */
  shares: { affiliateId: string; amountMinor: number }[];
}

/** A sale as one of those sees it who share it. */
interface AttributedSale extends SaleRecorded {
  affiliateId: string;
  offerId: string;
  creditedMinor: number;
  /** 1 is the winner's. */
  shareNumber: number;
}

interface SaleToBook {
  sale: AttributedSale;
  terms: VersionRow | null;
}

/**
 * Books the commissions of sales of one workspace, in the sales' own transaction. A repeated event books nothing twice,
 * and a sale that comes late decides anew what was booked after it: told in any order, sales end in the same books.
 */
export async function bookCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  try {
    const traits = await traitsOf(workspaceId);
    if (!traits.looksAtHistory) return await bookFirstsAndLater(workspaceId, events);
    await lockHistory(workspaceId);
    const sales = await withTerms(
      workspaceId,
      events.flatMap(({ payload }) => sharesOf(payload)),
    );
    const booked = await bookInTurn(workspaceId, sales);
    const late = await findLate(workspaceId, booked, events, traits);
    if (!late) return;
    const affiliateIds = traits.hasBudget ? null : late.affiliateIds;
    await redecideFrom(workspaceId, late.from, { affiliateIds, customerId: null }, late.from.saleId);
  } catch (error) {
    forgetTerms();
    throw error;
  }
}

/**
 * Books a sale without a look at what was booked after it.
 * @param isNew leaves out those whose commission of the sale is booked already.
 */
export async function bookAlone(
  { workspaceId, payload }: DomainEvent<SaleRecorded>,
  isNew: (sharer: { affiliateId: string; offerId: string }) => boolean,
): Promise<void> {
  const { looksAtHistory } = await traitsOf(workspaceId);
  const sales = await withTerms(workspaceId, sharesOf(payload).filter(isNew));
  if (looksAtHistory) await bookInTurn(workspaceId, sales);
  else await bookAtOnce(workspaceId, sales);
}

async function withTerms(workspaceId: string, sales: AttributedSale[]): Promise<SaleToBook[]> {
  const withTerms: SaleToBook[] = [];
  for (const sale of sales) {
    const soldAt = new Date(sale.occurredAt);
    withTerms.push({ sale, terms: await termsOfOffer(workspaceId, sale.offerId, soldAt) });
  }
  return withTerms;
}

/** A sale once for each who shares it. */
function sharesOf(sale: SaleRecorded): AttributedSale[] {
  const { offerId } = sale;
  if (!offerId) return [];
  return sale.shares.map(({ affiliateId, amountMinor: creditedMinor }, place) => ({
    ...sale,
    ...{ affiliateId, offerId, creditedMinor, shareNumber: place + 1 },
  }));
}

/** Where no plan looks further back than to a customer's first sale, only that customer's sales are decided anew. */
async function bookFirstsAndLater(workspaceId: string, events: DomainEvent<SaleRecorded>[]): Promise<void> {
  const sales = await withTerms(
    workspaceId,
    events.flatMap(({ payload }) => sharesOf(payload)),
  );
  for (const { sale } of await bookAtOnce(workspaceId, sales)) {
    const { affiliateId, customerId } = sale;
    await redecideFrom(workspaceId, placeOf(sale), { affiliateIds: [affiliateId], customerId }, sale.saleId);
  }
}

/**
 * One round trip for first sales and for plans without an end, else two: the terms are remembered, and the database
 * tells of another sale of the customer only where the plan asks for it.
 * @returns those that happened before a sale which was booked before them.
 */
async function bookAtOnce(workspaceId: string, sales: SaleToBook[]): Promise<SaleToBook[]> {
  const firstSoldAt = await book(
    workspaceId,
    sales.map(({ sale, terms }) => ({
      ...commissionOf(sale, terms, { firstSoldAt: null, history: null }),
      expectsFirst: terms !== null && terms.recurrence !== 'lifetime',
    })),
  );
  const late: SaleToBook[] = [];
  const repeated = sales.flatMap(({ sale, terms }, index) => {
    const first = firstSoldAt[index];
    if (!first) return [];
    const isFirst = new Date(sale.occurredAt) <= first;
    if (isFirst) late.push({ sale, terms });
    const before = { firstSoldAt: isFirst ? null : first, history: null };
    return { ...commissionOf(sale, terms, before), expectsFirst: false };
  });
  await book(workspaceId, repeated);
  return late;
}

/**
 * Under rules, caps and budgets every sale sees the ones before it, also those of other transactions.
 * @returns the sales in the order in which they were booked.
 */
async function bookInTurn(workspaceId: string, sales: SaleToBook[]): Promise<AttributedSale[]> {
  const hasHistory = ({ terms }: SaleToBook) => terms !== null && looksAtHistory(terms);
  const atOnce = sales.filter((sale) => !hasHistory(sale));
  const inTurn = sales.filter(hasHistory);
  await bookAtOnce(workspaceId, atOnce);
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  const conversionOf = rateFinder(workspaceId, timeZone);
  for (const { sale, terms } of inTurn) {
    const { creditedMinor, currency: saleCurrency } = sale;
    const soldAt = new Date(sale.occurredAt);
    const conversion = await conversionOf({ ...sale, creditedMinor, saleCurrency, soldAt, facts: {} }, terms);
    const credited = {
      ...{ ...sale, amountMinor: creditedMinor, soldAt },
      ...{ planId: terms?.planId ?? null, converted: conversion ?? null },
    };
    const scope = {
      affiliateIds: [sale.affiliateId],
      customerId: sale.customerId,
      planIds: terms?.monthlyBudgetMinor ? [terms.planId] : [],
    };
    const place = { ...placeOf(sale), shareNumber: sale.shareNumber };
    const past = await readPast(workspaceId, place, scope, timeZone);
    const before = lookBack(past, credited, terms);
    await book(workspaceId, [{ ...commissionOf(sale, terms, before, conversion), expectsFirst: false }]);
  }
  return [...atOnce, ...inTurn].map(({ sale }) => sale);
}

/** Those that are written now are told of, so each is told of once; see `insertCommissions`. */
async function book(workspaceId: string, commissions: CommissionToBook[]): Promise<(Date | null)[]> {
  const bookings = await insertCommissions(workspaceId, commissions);
  const earning = commissions.filter(
    ({ amountMinor }, index) => bookings[index]?.isBooked && amountMinor > 0,
  );
  await emitAll(
    workspaceId,
    'commission.created',
    earning.map(({ id: commissionId, affiliateId, needsApproval }) => ({
      ...{ commissionId, affiliateId, needsApproval },
    })),
  );
  return bookings.map(({ firstSoldAt }) => firstSoldAt);
}

/** From where on sales are decided anew, and whose; null where all came in their order. */
async function findLate(
  workspaceId: string,
  booked: AttributedSale[],
  events: DomainEvent<SaleRecorded>[],
  { hasBudget, asksForNewness }: PlanTraits,
) {
  const told = (sale: SaleRecorded) => ({ ...sale, ...placeOf(sale) });
  const first = await findEarliestLate(workspaceId, booked.map(told), { isOfAffiliate: !hasBudget });
  const renumbered = asksForNewness
    ? await renumberFirstSales(
        workspaceId,
        events.map(({ payload }) => told(payload)),
        () => newId('red'),
        now(),
      )
    : [];
  const places = [...(first ? [first] : []), ...renumbered];
  const [from] = places.toSorted((one, other) => one.soldAt.getTime() - other.soldAt.getTime());
  if (!from) return null;
  const affiliateIds = [...booked, ...renumbered].map(({ affiliateId }) => affiliateId);
  // A place before the earliest of several at one moment does no harm: what is decided anew comes to the same.
  return { from: { ...from, saleExternalId: '', shareNumber: 0 }, affiliateIds: [...new Set(affiliateIds)] };
}

/** In the order of sales, before all who share it. */
export function placeOf({ occurredAt, externalId }: SaleRecorded): Place {
  return { soldAt: new Date(occurredAt), saleExternalId: externalId, shareNumber: 0 };
}

function commissionOf(
  sale: AttributedSale,
  terms: VersionRow | null,
  before: CustomerHistory,
  conversion?: Conversion,
): NewCommission {
  const soldAt = new Date(sale.occurredAt);
  const { product = null, customerPlan = null, country = null, couponCode = null, saleNumber } = sale;
  const facts = { product, customerPlan, country, couponCode };
  const { creditedMinor, shareNumber, amountMinor: wholeMinor, currency } = sale;
  const {
    choice: _choice,
    cappedBy: _cappedBy,
    ...earning
  } = earn({ ...facts, amountMinor: creditedMinor, wholeMinor, currency, soldAt, conversion }, terms, before);
  return {
    id: newId('com'),
    entryId: newId('ent'),
    saleId: sale.saleId,
    saleExternalId: sale.externalId,
    affiliateId: sale.affiliateId,
    offerId: sale.offerId,
    customerId: sale.customerId,
    planId: terms?.planId ?? null,
    planVersion: terms?.version ?? null,
    needsApproval: terms?.needsApproval ?? false,
    saleAmountMinor: wholeMinor,
    creditedMinor,
    shareNumber,
    saleCurrency: currency,
    soldAt,
    ...before,
    facts: { ...facts, saleNumber, conversion, discountMinor: sale.discountMinor ?? undefined },
    ...earning,
  };
}
