import { recordLeads, recordSales, refundSale, restoreSale } from '../../tracking/index.ts';
import { type ConversionRow, lockConversion, updateConversion } from '../store/postback-calls.ts';
import type { CallFacts, ReadCall } from './read-call.ts';
import type { PostbackCall } from './schema.ts';

export type Outcome = Pick<PostbackCall, 'outcome' | 'note'>;

interface Conversion {
  workspaceId: string;
  key: string;
  row: ConversionRow;
  facts: CallFacts;
}

/**
 * What is pending waits here; approved it is recorded at the time at which it was first told of; rejected its sale is
 * taken back, and approved once more it is given again. The same word twice does nothing. In a transaction: calls of
 * one conversion follow one another.
 */
export async function settleConversion(
  workspaceId: string,
  call: Omit<ReadCall, 'understood' | 'fault'>,
  at: Date,
): Promise<Outcome> {
  const key = call.conversionKey;
  if (!key) return { outcome: 'refused', note: 'order_missing' };
  const { conversion: row, isNew } = await lockConversion(workspaceId, key, { ...call, at });
  if (!isNew && (row.status === call.status || call.isToldByPage)) return { outcome: 'repeat', note: null };
  const facts = { ...row.facts, ...call.facts };
  const conversion = { workspaceId, key, row, facts };
  await updateConversion(workspaceId, key, { status: call.status, facts, changes: row.changes + 1 });
  if (call.status === 'approved') return approve(conversion);
  if (call.status === 'rejected') return reject(conversion);
  return row.isRecorded ? { outcome: 'ignored', note: 'stays_recorded' } : { outcome: 'waiting', note: null };
}

async function approve(conversion: Conversion): Promise<Outcome> {
  const { workspaceId, key, row } = conversion;
  if (!row.isRecorded) return record(conversion);
  if (!row.takenMinor) return { outcome: 'repeat', note: null };
  await restoreSale(workspaceId, {
    saleExternalId: conversion.facts.orderId ?? key,
    restorationExternalId: `postback ${key} ${row.changes}`,
    amountMinor: row.takenMinor,
  });
  await updateConversion(workspaceId, key, { takenMinor: null });
  return { outcome: 'restored', note: null };
}

async function record({ workspaceId, key, row, facts }: Conversion): Promise<Outcome> {
  const { clickId, couponCode, customerEmail, goal, orderId, amountMinor, currency, extras } = facts;
  const told = {
    ...{ clickId, couponCode, metadata: extras, occurredAt: row.firstReceivedAt },
    ...(goal ? { eventName: goal } : {}),
    ...(customerEmail ? { customerEmail } : {}),
    customerExternalId: nameOf(facts),
  };
  // The customer's record has the address from now on, and loses it when they are removed.
  const { customerEmail: _address, ...kept } = facts;
  await updateConversion(workspaceId, key, { isRecorded: true, facts: kept });
  if (amountMinor === undefined || currency === undefined) {
    const [lead] = await recordLeads(workspaceId, [told]);
    return lead?.isRepeat ? { outcome: 'repeat', note: null } : { outcome: 'recorded', note: 'lead' };
  }
  const [sale] = await recordSales(workspaceId, [
    { ...told, externalId: orderId ?? key, amountMinor, currency },
  ]);
  const isKnown = sale !== undefined && 'knownSaleId' in sale;
  return isKnown ? { outcome: 'repeat', note: 'known_sale' } : { outcome: 'recorded', note: 'sale' };
}

/** By what is known of the customer: a click, or an order, is a customer of its own. */
function nameOf({ customerId, customerEmail, clickId, orderId }: CallFacts): string {
  if (customerId) return customerId;
  if (customerEmail) return `email:${customerEmail.toLowerCase()}`;
  return clickId ? `click:${clickId}` : `order:${orderId}`;
}

async function reject({ workspaceId, key, row, facts }: Conversion): Promise<Outcome> {
  if (!row.isRecorded) return { outcome: 'ignored', note: 'never_recorded' };
  if (facts.amountMinor === undefined) return { outcome: 'ignored', note: 'lead_stays' };
  const refund = await refundSale(workspaceId, {
    saleExternalId: facts.orderId ?? key,
    refundExternalId: `postback ${key} ${row.changes}`,
  });
  await updateConversion(workspaceId, key, { takenMinor: refund.amountMinor });
  return { outcome: 'reversed', note: null };
}
