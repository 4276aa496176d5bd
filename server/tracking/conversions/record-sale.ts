import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { NewSale, type Sale, type SaleOutcome } from '../schema/conversion.ts';
import { getDecision, getSaleRow } from '../store/sales.ts';
import { toKeptDecision } from './decision-columns.ts';
import { explainDecision } from './explain-decision.ts';
import { type Conversion, type RecordedConversion, recordConversion } from './record-conversion.ts';
import { applyPendingRefunds } from './refund-sale.ts';
import { saleEvent } from './sale-event.ts';

type ParsedSale = ReturnType<typeof NewSale.parse>;

/**
 * Records a sale and decides whose it is. The same external id is the same sale for ever: its first answer is
 * given again. Refunds that came before it are applied.
 * @throws ZodError when the input does not fit `NewSale`.
 */
export async function recordSale(workspaceId: string, input: NewSale, locale = 'en'): Promise<SaleOutcome> {
  const sale = NewSale.parse(input);
  return inTransaction(() => writeSale(workspaceId, sale, locale));
}

async function writeSale(workspaceId: string, input: ParsedSale, locale: string): Promise<SaleOutcome> {
  const conversion = toConversion(input, now());
  const recorded = await recordConversion(workspaceId, conversion);
  if ('knownEventId' in recorded) {
    const sale = await getSaleRow(workspaceId, recorded.knownEventId);
    const decision = await getDecision(workspaceId, sale.id);
    return { sale, isRepeat: true, decision: await explainDecision(workspaceId, decision, locale) };
  }
  const sale = toSale(input, conversion, recorded);
  await emit(workspaceId, 'sale.recorded', saleEvent(sale, recorded.number));
  if (recorded.hasPendingRefunds)
    sale.refundedMinor = await applyPendingRefunds(workspaceId, sale.externalId);
  const decision = toKeptDecision(recorded.decision);
  return { sale, isRepeat: false, decision: await explainDecision(workspaceId, decision, locale) };
}

function toConversion(input: ParsedSale, receivedAt: Date): Conversion {
  return {
    kind: 'sale',
    // A sender that names no sale cannot mean the same one twice.
    key: input.externalId ?? input.invoiceId ?? newId('sale'),
    at: input.occurredAt ?? receivedAt,
    receivedAt,
    clickId: input.clickId || null,
    couponCode: input.couponCode?.toUpperCase() || null,
    customer: {
      externalId: input.customerExternalId,
      name: input.customerName,
      email: input.customerEmail,
      avatarUrl: input.customerAvatar,
      accountExternalId: input.accountExternalId,
    },
    columns: {
      event_name: input.eventName,
      amount_minor: input.amountMinor,
      currency: input.currency,
      payment_processor: input.paymentProcessor ?? null,
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
    currency: input.currency,
    occurredAt: conversion.at,
    paymentProcessor: input.paymentProcessor ?? null,
    clickId: conversion.clickId,
    couponCode: conversion.couponCode,
    affiliateId: decision.affiliate_id,
    offerId: decision.offer_id,
  };
}
