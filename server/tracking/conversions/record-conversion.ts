import { getOffer } from '../../affiliates/index.ts';
import { newId } from '../../core/ids.ts';
import { momentOfClick } from '../clicks/click-id.ts';
import { attribute, type Binding, bind, type CouponTouch, type Verdict } from '../rules.ts';
import {
  type CustomerRow,
  type DecisionColumns,
  type OpenedConversion,
  openConversion,
  writeConversion,
} from '../store/conversions.ts';
import { readStanding } from './affiliate-standing.ts';
import { bindingOf, toDecisionColumns, withBinding } from './decision-columns.ts';
import { type ChangedDecision, decideAnew, writeChanges } from './redecide-customer.ts';
import { tellAttribution } from './tell-attribution.ts';

/** A lead or sale as it was told. */
export interface Conversion {
  kind: 'lead' | 'sale';
  /** The lead's event name, or the sale's external id. */
  key: string;
  at: Date;
  receivedAt: Date;
  clickId: string | null;
  couponCode: string | null;
  customer: {
    externalId: string;
    name?: string | null;
    email?: string | null;
    avatarUrl?: string | null;
    accountExternalId?: string | null;
  };
  /** The columns that only this kind has, and `metadata`. */
  columns: Record<string, unknown>;
}

export interface RecordedConversion {
  eventId: string;
  customer: CustomerRow;
  decision: DecisionColumns;
  /** For a sale: which of the customer's it is. */
  number: number;
  hasPendingRefunds: boolean;
}

interface Outcome {
  verdict: Verdict;
  binding: Binding | null;
  changes: ChangedDecision[];
}

/**
 * Records a lead or sale with its attribution; call in a transaction. The event's own `*.recorded` is left to
 * the caller.
 * @returns the id alone of an event that is known already.
 */
export async function recordConversion(
  workspaceId: string,
  conversion: Conversion,
): Promise<RecordedConversion | { knownEventId: string }> {
  const { kind, key, at, clickId } = conversion;
  const opened = await openConversion(workspaceId, {
    kind,
    eventKey: key,
    newCustomerId: newId('cus'),
    customerExternalId: conversion.customer.externalId,
    clickId,
    clickAt: clickId ? momentOfClick(clickId) : null,
    couponCode: conversion.couponCode,
    at,
  });
  if ('knownEventId' in opened) return opened;
  const eventId = newId(kind);
  const coupon = await couponTouch(workspaceId, opened);
  const outcome = mustDecideAnew(opened, at)
    ? await decideAmongOthers(workspaceId, opened, { id: eventId, kind, key, at, coupon })
    : await decideAlone(workspaceId, opened, { kind, at, coupon });
  const event = { workspaceId, id: eventId, kind };
  const decision = toDecisionColumns(event, outcome.verdict, conversion.receivedAt, 1);
  const customer = nextCustomer(opened.customer, conversion, outcome.binding);
  const number = await writeConversion({
    kind,
    event: toEventColumns(workspaceId, eventId, conversion, decision, customer.id),
    decision,
    customer,
    newVisitorId: opened.isNewVisitor ? opened.visitorId : null,
  });
  await writeChanges(workspaceId, outcome.changes, conversion.receivedAt);
  await tellAttribution(opened.customer, customer);
  return { eventId, customer, decision, number, hasPendingRefunds: opened.hasPendingRefunds };
}

async function couponTouch(workspaceId: string, { coupon }: OpenedConversion): Promise<CouponTouch | null> {
  if (!coupon) return null;
  const { code: couponCode, affiliateId, offerId } = coupon;
  const { couponFirst } = await getOffer(workspaceId, offerId);
  return { kind: 'coupon', couponCode, affiliateId, offerId, isFirst: couponFirst };
}

/** An event out of order, or one that brings clicks which earlier events did not know of, may change those. */
function mustDecideAnew({ customer, isNewVisitor }: OpenedConversion, at: Date): boolean {
  if (!customer.last_event_at) return false;
  return isNewVisitor || at <= new Date(customer.last_event_at);
}

async function decideAlone(
  workspaceId: string,
  { customer, clicks }: OpenedConversion,
  event: { kind: 'lead' | 'sale'; at: Date; coupon: CouponTouch | null },
): Promise<Outcome> {
  const binding = bindingOf(customer);
  const touches = [binding, event.coupon, ...clicks].filter((touch) => touch !== null);
  const { isActive } = await readStanding(
    workspaceId,
    touches.map((touch) => touch.affiliateId),
  );
  const verdict = attribute({ ...event, binding, clicks, isActive });
  return { verdict, binding: bind(binding, event, verdict), changes: [] };
}

async function decideAmongOthers(
  workspaceId: string,
  { customer, visitorId }: OpenedConversion,
  event: { id: string; kind: 'lead' | 'sale'; key: string; at: Date; coupon: CouponTouch | null },
): Promise<Outcome> {
  const { verdicts, binding, changes } = await decideAnew(workspaceId, customer.id, visitorId, event);
  const verdict = verdicts.get(event.id);
  if (!verdict) throw new Error('the event was not decided');
  return { verdict, binding, changes };
}

function nextCustomer(
  { is_new: _, ...before }: OpenedConversion['customer'],
  { kind, at, customer }: Conversion,
  binding: Binding | null,
): CustomerRow {
  return {
    ...withBinding(before, binding),
    name: customer.name ?? before.name,
    email: customer.email ?? before.email,
    avatar_url: customer.avatarUrl ?? before.avatar_url,
    account_external_id: customer.accountExternalId ?? before.account_external_id,
    first_lead_at: kind === 'lead' ? earlier(before.first_lead_at, at) : before.first_lead_at,
    first_sale_at: kind === 'sale' ? earlier(before.first_sale_at, at) : before.first_sale_at,
    last_event_at:
      before.last_event_at && new Date(before.last_event_at) > at ? before.last_event_at : at.toISOString(),
  };
}

function earlier(known: string | null, at: Date): string {
  return known && new Date(known) < at ? known : at.toISOString();
}

function toEventColumns(
  workspaceId: string,
  id: string,
  { kind, key, at, receivedAt, clickId, couponCode, columns }: Conversion,
  decision: DecisionColumns,
  customerId: string,
): Record<string, unknown> {
  return {
    ...columns,
    ...(kind === 'lead' ? { event_name: key } : { external_id: key, refunded_minor: 0 }),
    workspace_id: workspaceId,
    id,
    customer_id: customerId,
    occurred_at: at,
    received_at: receivedAt,
    click_id: clickId,
    coupon_code: couponCode,
    affiliate_id: decision.affiliate_id,
    offer_id: decision.offer_id,
  };
}
