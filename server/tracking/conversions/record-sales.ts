import { now } from '../../core/clock.ts';
import { inTransaction, isInTransaction } from '../../core/db.ts';
import { emitAll } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { Problem } from '../../core/problem.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { GroupCommit, QueueFull } from '../group-commit.ts';
import { NewSale, type Sale, type SaleOutcome } from '../schema/conversion.ts';
import { getDecision, getSaleRow, type KeptDecision } from '../store/sales.ts';
import { toKeptDecision } from './decision-columns.ts';
import { explainDecision } from './explain-decision.ts';
import { type Conversion, type RecordedConversion, recordConversions } from './record-conversions.ts';
import { applyPendingRefunds } from './refund-sale.ts';
import { saleEvent } from './sale-event.ts';
import { commonOf } from './told-conversion.ts';

type ParsedSale = ReturnType<typeof NewSale.parse>;

/** A sale that was told before has only its id. */
type RecordedSale = { sale: Sale; decision: KeptDecision } | { knownSaleId: string };

/** Sales of one company that come at once are written together: many of them cost little more than one. */
const LIMITS = { batchSize: 50, queueSize: 2_000 };
const RETRY_AFTER_S = 1;
const groups = new Map<string, GroupCommit<ParsedSale, PromiseSettledResult<RecordedSale>>>();

/**
 * `recordSales` of one, with the decision on it in words. Answers when it is committed.
 * @throws Problem 503 when more are waiting than are kept in memory.
 */
export async function recordSale(workspaceId: string, input: NewSale, locale = 'en'): Promise<SaleOutcome> {
  const told = NewSale.parse(input);
  const recorded = isInTransaction()
    ? await recordAlone(workspaceId, told)
    : await recordInGroup(workspaceId, told);
  const isRepeat = 'knownSaleId' in recorded;
  const { sale, decision } = isRepeat ? await readKnown(workspaceId, recorded.knownSaleId) : recorded;
  return { sale, isRepeat, decision: await explainDecision(workspaceId, decision, locale, sale) };
}

async function recordAlone(workspaceId: string, sale: ParsedSale): Promise<RecordedSale> {
  const [recorded] = await recordParsed(workspaceId, [sale]);
  if (!recorded) throw new Error('the sale was not recorded');
  return recorded;
}

async function recordInGroup(workspaceId: string, sale: ParsedSale): Promise<RecordedSale> {
  const group =
    groups.get(workspaceId) ??
    new GroupCommit((sales: ParsedSale[]) => recordEach(workspaceId, sales), LIMITS);
  groups.set(workspaceId, group);
  const outcome = await group.add(sale).catch((error) => {
    if (!(error instanceof QueueFull)) throw error;
    throw new Problem(503, 'sale_not_recorded', 'Not available', 'Try again in a moment.', {
      headers: { 'retry-after': String(RETRY_AFTER_S) },
    });
  });
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** One that cannot be recorded takes nothing from the others: then each is written by itself. */
async function recordEach(
  workspaceId: string,
  sales: ParsedSale[],
): Promise<PromiseSettledResult<RecordedSale>[]> {
  if (sales.length > 1) {
    const [together] = await Promise.allSettled([recordParsed(workspaceId, sales)]);
    if (together.status === 'fulfilled')
      return together.value.map((value) => ({ status: 'fulfilled', value }));
  }
  return Promise.allSettled(sales.map((sale) => recordAlone(workspaceId, sale)));
}

async function readKnown(workspaceId: string, saleId: string) {
  return { sale: await getSaleRow(workspaceId, saleId), decision: await getDecision(workspaceId, saleId) };
}

/**
 * Records sales and decides whose they are; up to a few thousand at once, in one transaction. The same external id is
 * the same sale for ever: told again it changes nothing. Refunds that came before a sale are applied.
 * @throws ZodError when an input does not fit `NewSale`; then none is recorded.
 */
export async function recordSales(workspaceId: string, inputs: NewSale[]): Promise<RecordedSale[]> {
  return recordParsed(
    workspaceId,
    inputs.map((input) => NewSale.parse(input)),
  );
}

async function recordParsed(workspaceId: string, sales: ParsedSale[]): Promise<RecordedSale[]> {
  const receivedAt = now();
  const conversions = sales.map((sale) => toConversion(sale, receivedAt));
  await settleClicks(workspaceId);
  return inTransaction(async () => {
    const outcomes = await recordConversions(workspaceId, conversions);
    const recorded = outcomes.map((outcome, index) => {
      const [input, conversion] = [sales[index], conversions[index]];
      if ('knownEventId' in outcome || !input || !conversion) return null;
      return { outcome, sale: toSale(input, conversion, outcome) };
    });
    await tellRecorded(
      workspaceId,
      recorded.filter((each) => each !== null),
    );
    await emitAll(
      workspaceId,
      'sale.repeated',
      outcomes.flatMap((outcome) => ('knownEventId' in outcome ? [{ saleId: outcome.knownEventId }] : [])),
    );
    return outcomes.map((outcome, index): RecordedSale => {
      if ('knownEventId' in outcome) return { knownSaleId: outcome.knownEventId };
      const sale = recorded[index]?.sale;
      if (!sale) throw new Error('the sale was not recorded');
      return { sale, decision: toKeptDecision(outcome.decision) };
    });
  });
}

/** As they happened, so that the first sale of a customer is booked before the second. */
async function tellRecorded(
  workspaceId: string,
  recorded: { outcome: RecordedConversion; sale: Sale }[],
): Promise<void> {
  const inOrder = recorded.toSorted((left, right) => left.outcome.number - right.outcome.number);
  await emitAll(
    workspaceId,
    'sale.recorded',
    inOrder.map(({ outcome, sale }) => saleEvent(sale, outcome.number, outcome.decision.shares)),
  );
  for (const { outcome, sale } of inOrder)
    if (outcome.hasPendingRefunds)
      sale.refundedMinor = await applyPendingRefunds(workspaceId, sale.externalId);
}

function toConversion(input: ParsedSale, receivedAt: Date): Conversion {
  return {
    kind: 'sale',
    // A sender that names no sale cannot mean the same one twice.
    key: input.externalId ?? input.invoiceId ?? newId('sale'),
    ...commonOf(input, receivedAt),
    columns: {
      event_name: input.eventName,
      amount_minor: input.amountMinor,
      discount_minor: input.discountMinor ?? null,
      currency: input.currency,
      payment_processor: input.paymentProcessor ?? null,
      product: input.product || null,
      customer_plan: input.customerPlan || null,
      country: input.country ?? null,
      metadata: input.metadata ?? null,
    },
  };
}

function toSale(input: ParsedSale, conversion: Conversion, recorded: RecordedConversion): Sale {
  const { customer, decision } = recorded;
  return {
    id: recorded.eventId,
    externalId: conversion.key,
    customerId: customer.id,
    customerExternalId: customer.external_id,
    customerName: customer.name,
    eventName: input.eventName,
    amountMinor: input.amountMinor,
    refundedMinor: 0,
    discountMinor: input.discountMinor ?? null,
    currency: input.currency,
    occurredAt: conversion.at,
    paymentProcessor: input.paymentProcessor ?? null,
    product: input.product || null,
    customerPlan: input.customerPlan || null,
    country: input.country ?? null,
    clickId: conversion.clickId,
    couponCode: conversion.couponCode,
    affiliateId: decision.affiliate_id,
    offerId: decision.offer_id,
  };
}
