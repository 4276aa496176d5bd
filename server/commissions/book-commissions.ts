import { monthAround } from '../core/calendar.ts';
import { type DomainEvent, emitAll } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { findWorkspace } from '../workspace/index.ts';
import { looksAtHistory, type SaleFacts } from './plans/choose-reward.ts';
import { forgetTerms, termsOfOffer } from './plans/remembered-terms.ts';
import { type CustomerHistory, earn } from './rules.ts';
import { type CommissionToBook, insertCommissions, type NewCommission } from './store/commissions.ts';
import { lockHistory, readHistory } from './store/history.ts';
import type { VersionRow } from './store/plans.ts';

/** What `sale.recorded` and `sale.attributed` tell; `occurredAt` is an ISO text. */
export interface SaleRecorded extends Partial<SaleFacts> {
  saleId: string;
  externalId: string;
  affiliateId: string | null;
  offerId: string | null;
  customerId: string;
  amountMinor: number;
  currency: string;
  occurredAt: string;
  /** Which of the customer's sales it is; 1 is the first. */
  saleNumber: number;
}

type AttributedSale = SaleRecorded & { affiliateId: string; offerId: string };

interface SaleToBook {
  sale: AttributedSale;
  terms: VersionRow | null;
}

/** Books the commissions of sales of one workspace, in the sales' own transaction. A repeated event books nothing twice. */
export async function bookCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  const sales: SaleToBook[] = [];
  for (const { payload } of events)
    if (isAttributed(payload)) {
      const soldAt = new Date(payload.occurredAt);
      sales.push({ sale: payload, terms: await termsOfOffer(workspaceId, payload.offerId, soldAt) });
    }
  const hasHistory = ({ terms }: SaleToBook) => terms !== null && looksAtHistory(terms);
  try {
    await bookAtOnce(
      workspaceId,
      sales.filter((sale) => !hasHistory(sale)),
    );
    await bookInTurn(workspaceId, sales.filter(hasHistory));
  } catch (error) {
    forgetTerms();
    throw error;
  }
}

function isAttributed(sale: SaleRecorded): sale is AttributedSale {
  return sale.affiliateId !== null && sale.offerId !== null;
}

/**
 * One round trip for first sales and for plans without an end, else two: the terms are remembered, and the database
 * tells of an earlier sale only where the plan asks for it.
 */
async function bookAtOnce(workspaceId: string, sales: SaleToBook[]): Promise<void> {
  const firstSoldAt = await book(
    workspaceId,
    sales.map(({ sale, terms }) => ({
      ...commissionOf(sale, terms, { firstSoldAt: null, history: null }),
      expectsFirst: terms !== null && terms.recurrence !== 'lifetime',
    })),
  );
  const repeated = sales.flatMap(({ sale, terms }, index) => {
    const soldAt = firstSoldAt[index];
    const before = { firstSoldAt: soldAt ?? null, history: null };
    return soldAt ? { ...commissionOf(sale, terms, before), expectsFirst: false } : [];
  });
  await book(workspaceId, repeated);
}

/** Under rules, caps and budgets every sale sees the ones before it, also those of other transactions. */
async function bookInTurn(workspaceId: string, sales: SaleToBook[]): Promise<void> {
  if (sales.length === 0) return;
  await lockHistory(workspaceId);
  const workspace = await findWorkspace(workspaceId);
  for (const { sale, terms } of sales) {
    const soldAt = new Date(sale.occurredAt);
    const before = await readHistory(workspaceId, {
      ...sale,
      planId: terms?.planId ?? '',
      saleCurrency: sale.currency,
      planCurrency: terms?.currency ?? null,
      soldAt,
      month: monthAround(soldAt, workspace?.timeZone ?? 'UTC'),
    });
    await book(workspaceId, [{ ...commissionOf(sale, terms, before), expectsFirst: false }]);
  }
}

/** Those that are written are told of; see `insertCommissions`. */
async function book(workspaceId: string, commissions: CommissionToBook[]): Promise<(Date | null)[]> {
  const firstSoldAt = await insertCommissions(workspaceId, commissions);
  const earning = commissions.filter(({ amountMinor }, index) => !firstSoldAt[index] && amountMinor > 0);
  await emitAll(
    workspaceId,
    'commission.created',
    earning.map(({ id: commissionId, affiliateId, needsApproval }) => ({
      ...{ commissionId, affiliateId, needsApproval },
    })),
  );
  return firstSoldAt;
}

function commissionOf(
  sale: AttributedSale,
  terms: VersionRow | null,
  before: CustomerHistory,
): NewCommission {
  const soldAt = new Date(sale.occurredAt);
  const { product = null, customerPlan = null, country = null, couponCode = null, saleNumber } = sale;
  const facts = { product, customerPlan, country, couponCode };
  const { amountMinor, currency } = sale;
  const {
    choice: _choice,
    cappedBy: _cappedBy,
    ...earning
  } = earn({ ...facts, amountMinor, currency, soldAt }, terms, before);
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
    saleAmountMinor: amountMinor,
    saleCurrency: currency,
    soldAt,
    ...before,
    facts: { ...facts, saleNumber },
    ...earning,
  };
}
