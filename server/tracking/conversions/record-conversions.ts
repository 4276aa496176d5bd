import { newId } from '../../core/ids.ts';
import { momentOfClick } from '../clicks/click-id.ts';
import { type CustomerEvent, inOrder, type Replay, replay } from '../replay.ts';
import type { ClickTouch, CouponTouch, ManualCredit, RegistrationTouch, Verdict } from '../rules.ts';
import {
  type CustomerRow,
  type DecisionColumns,
  type OpenedConversion,
  openConversions,
  writeConversions,
} from '../store/conversions.ts';
import { readStanding } from './affiliate-standing.ts';
import { bindingOf, recordedSinceOf, stateOf, toDecisionColumns, withBinding } from './decision-columns.ts';
import { isNewlyKnownBy, nextCustomer } from './next-customer.ts';
import { readRecord } from './read-record.ts';
import { readRegistrations } from './read-registrations.ts';
import { type ChangedDecision, decideAnew, writeChanges } from './redecide-customer.ts';
import { type RulesInForce, readRules } from './rules-in-force.ts';
import { tellAttributions } from './tell-attributions.ts';

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
  /** Whom another platform knew as the one who brought the customer. */
  credit?: ManualCredit;
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

/** An event that is known already has only its id. */
export type ConversionOutcome = RecordedConversion | { knownEventId: string };

/** An event that is not written yet, with what was read for it. */
interface NewEvent extends CustomerEvent {
  told: Conversion;
  opened: OpenedConversion;
  /** Of the customer, by all that is told of them now. */
  registrations: readonly RegistrationTouch[];
}

interface DecidedCustomer {
  before: CustomerRow;
  after: CustomerRow;
  events: { event: NewEvent; decision: DecisionColumns }[];
  /** Earlier events of the customer that are decided otherwise now. */
  changes: ChangedDecision[];
}

/**
 * Records leads and sales with their attribution, a few thousand at most; call in a transaction. The events' own
 * `*.recorded` is left to the caller. Told one by one in any order they come to the same.
 * @returns an outcome for each, in order.
 */
export async function recordConversions(
  workspaceId: string,
  conversions: readonly Conversion[],
): Promise<ConversionOutcome[]> {
  const ordered = [...conversions].sort(byCustomer);
  const rules = await readRules(workspaceId);
  const { outcomes, fresh } = await open(workspaceId, ordered, rules);
  await readRecords(workspaceId, fresh, rules);
  await readStanding(workspaceId, fresh.flatMap(affiliatesOf));
  const customers: DecidedCustomer[] = [];
  for (const events of groupByCustomer(fresh)) customers.push(await decide(workspaceId, events, rules));
  for (const [conversion, recorded] of await write(workspaceId, customers))
    outcomes.set(conversion, recorded);
  for (const { changes, events } of customers)
    await writeChanges(workspaceId, changes, events[0]?.event.told.receivedAt ?? new Date());
  await tellAttributions(workspaceId, customers);
  return conversions.map((conversion) => {
    const outcome = outcomes.get(conversion);
    if (!outcome) throw new Error('the event was not decided');
    return outcome;
  });
}

/** So that two callers lock customers, and the sales of each, in the same order. */
function byCustomer(left: Conversion, right: Conversion): number {
  const [one, other] = [left.customer.externalId, right.customer.externalId];
  if (one !== other) return one < other ? -1 : 1;
  return inOrder(left, right);
}

async function open(workspaceId: string, ordered: Conversion[], rules: RulesInForce) {
  const opened = await openConversions(workspaceId, ordered.map(toKey));
  const outcomes = new Map<Conversion, ConversionOutcome>();
  const fresh = new Map<string, NewEvent>();
  for (const [position, told] of ordered.entries()) {
    const found = opened[position];
    if (!found) throw new Error('the conversion could not be opened');
    if ('knownEventId' in found) {
      outcomes.set(told, found);
      continue;
    }
    // A lead's name holds for its customer, a sale's id for everyone.
    const key = told.kind === 'lead' ? `lead ${found.customer.id} ${told.key}` : `sale ${told.key}`;
    const first = fresh.get(key);
    if (first) outcomes.set(told, { knownEventId: first.id });
    else fresh.set(key, toNewEvent(told, found, rules));
  }
  return { outcomes, fresh: [...fresh.values()] };
}

function toKey({ kind, key, at, clickId, couponCode, customer }: Conversion) {
  return {
    kind,
    key,
    newCustomerId: newId('cus'),
    customerExternalId: customer.externalId,
    clickId,
    clickAt: clickId ? momentOfClick(clickId) : null,
    couponCode,
    at,
  };
}

function toNewEvent(told: Conversion, opened: OpenedConversion, rules: RulesInForce): NewEvent {
  const { kind, key, at } = told;
  return {
    id: newId(kind),
    kind,
    key,
    at,
    coupon: couponTouch(opened, at, rules),
    manual: told.credit ?? null,
    told,
    opened,
    registrations: [],
  };
}

function couponTouch({ coupon }: OpenedConversion, at: Date, rules: RulesInForce): CouponTouch | null {
  if (!coupon) return null;
  const { code: couponCode, affiliateId, offerId } = coupon;
  const { couponFirst } = rules.ruleAt(offerId, at);
  return { kind: 'coupon', couponCode, affiliateId, offerId, isFirst: couponFirst };
}

/** With what the events tell of their customers now. */
async function readRecords(workspaceId: string, fresh: NewEvent[], rules: RulesInForce): Promise<void> {
  const told = fresh.map(({ told, opened }) => nextCustomer(opened.customer, told));
  const registrations = await readRegistrations(workspaceId, told);
  for (const event of fresh) event.registrations = registrations.get(event.opened.customer.id) ?? [];
  await readRecord(workspaceId, told, rules, fresh[0]?.told.receivedAt ?? new Date());
  for (const [place, { opened }] of fresh.entries()) {
    const { is_record_read = false, customer_since = null } = told[place] ?? {};
    Object.assign(opened.customer, { is_record_read, customer_since });
  }
}

function affiliatesOf({ coupon, registrations, opened: { customer, clicks } }: NewEvent): string[] {
  const touches = [bindingOf(customer), coupon, ...registrations, ...clicks].filter(
    (touch) => touch !== null,
  );
  return touches.map((touch) => touch.affiliateId);
}

function groupByCustomer(events: NewEvent[]): NewEvent[][] {
  return [...Map.groupBy(events, ({ opened }) => opened.customer.id).values()];
}

/** @param events of one customer, in order. */
async function decide(
  workspaceId: string,
  events: NewEvent[],
  rules: RulesInForce,
): Promise<DecidedCustomer> {
  const before = events[0]?.opened.customer;
  if (!before) throw new RangeError('no event to decide');
  const { verdicts, binding, changes } = mustDecideAnew(before, events)
    ? await decideAnew(workspaceId, before, events, { ...rules, registrations: registrationsOf(events) })
    : { ...(await decideAlone(workspaceId, before, events, rules)), changes: [] };
  const decided = events.map((event) => {
    const { id, kind, told } = event;
    return { event, decision: toDecision({ workspaceId, id, kind }, verdicts.get(id), told.receivedAt) };
  });
  const after = events.reduce((customer, { told }) => nextCustomer(customer, told), before);
  return { before, after: withBinding(after, binding), events: decided, changes };
}

/** An event out of order, or one that brings clicks which earlier events did not know of, may change those. */
function mustDecideAnew(before: CustomerRow, events: NewEvent[]): boolean {
  if (!before.last_event_at) return false;
  const lastAt = new Date(before.last_event_at);
  if (registrationsOf(events).length > 0 && events.some(({ told }) => isNewlyKnownBy(before, told)))
    return true;
  return events.some(({ at, opened }) => opened.isNewVisitor || at <= lastAt);
}

function registrationsOf(events: NewEvent[]): RegistrationTouch[] {
  return [
    ...new Map(
      events
        .flatMap(({ registrations }) => registrations)
        .map((registration) => [registration.registrationId, registration]),
    ).values(),
  ];
}

async function decideAlone(
  workspaceId: string,
  before: CustomerRow,
  events: NewEvent[],
  { ruleAt }: RulesInForce,
): Promise<Replay> {
  const { isActive } = await readStanding(workspaceId, events.flatMap(affiliatesOf));
  // Each was read with the latest clicks before it; what is later than an event is passed over.
  const clicks = new Map<string, ClickTouch>();
  for (const { opened } of events) for (const click of opened.clicks) clicks.set(click.clickId, click);
  const recordedSince = recordedSinceOf(before);
  const grounds = {
    clicks: [...clicks.values()],
    registrations: registrationsOf(events),
    isActive,
    ruleAt,
    recordedSince,
  };
  return replay(events, grounds, stateOf(before));
}

function toDecision(
  event: { workspaceId: string; id: string; kind: 'lead' | 'sale' },
  verdict: Verdict | undefined,
  decidedAt: Date,
): DecisionColumns {
  if (!verdict) throw new Error('the event was not decided');
  return toDecisionColumns(event, verdict, decidedAt, 1);
}

async function write(
  workspaceId: string,
  customers: DecidedCustomer[],
): Promise<Map<Conversion, RecordedConversion>> {
  const events = customers.flatMap(({ after, events: decided }) =>
    decided.map((each) => ({ ...each, customer: after })),
  );
  const numbers = await writeConversions(
    events.map(({ event, decision, customer }) => ({
      kind: event.kind,
      event: toEventColumns(workspaceId, event, decision),
      decision,
      customer,
    })),
  );
  return new Map(
    events.map(({ event, decision, customer }, position) => [
      event.told,
      {
        eventId: event.id,
        customer,
        decision,
        number: numbers[position] ?? 1,
        hasPendingRefunds: event.opened.hasPendingRefunds,
      },
    ]),
  );
}

function toEventColumns(
  workspaceId: string,
  { id, told, opened }: NewEvent,
  decision: DecisionColumns,
): Record<string, unknown> {
  return {
    ...told.columns,
    ...(told.kind === 'lead' ? { event_name: told.key } : { external_id: told.key, refunded_minor: 0 }),
    workspace_id: workspaceId,
    id,
    customer_id: opened.customer.id,
    occurred_at: told.at,
    received_at: told.receivedAt,
    click_id: told.clickId,
    coupon_code: told.couponCode,
    affiliate_id: decision.affiliate_id,
    offer_id: decision.offer_id,
  };
}
