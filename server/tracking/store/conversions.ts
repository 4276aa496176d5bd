import { sql } from 'kysely';
import type { OfferRule } from '../../affiliates/index.ts';
import { db } from '../../core/db.ts';
import type { ClickTouch, ManualCredit } from '../rules.ts';

/** A row of `referred_customers`, as JSON from the database: times are ISO strings. */
export interface CustomerRow {
  workspace_id: string;
  id: string;
  external_id: string;
  name: string | null;
  email: string | null;
  avatar_url: string | null;
  account_external_id: string | null;
  person_id: string | null;
  account_id: string | null;
  affiliate_id: string | null;
  offer_id: string | null;
  attributed_at: string | null;
  is_bound_by_sale: boolean;
  first_lead_at: string | null;
  first_sale_at: string | null;
  last_event_at: string | null;
  created_at: string;
  is_record_read: boolean;
  customer_since: string | null;
}

export interface OpenedConversion {
  customer: CustomerRow;
  /** The named click was made in a browser that the customer was not known by. */
  isNewVisitor: boolean;
  coupon: { code: string; affiliateId: string; offerId: string } | null;
  hasPendingRefunds: boolean;
  /** Of all browsers that the customer is known by now, until the event. */
  clicks: ClickTouch[];
}

interface ConversionKey {
  kind: 'lead' | 'sale';
  /** The lead's event name, or the sale's external id. */
  key: string;
  newCustomerId: string;
  customerExternalId: string;
  clickId: string | null;
  clickAt: Date | null;
  couponCode: string | null;
  at: Date;
}

/**
 * Locks the customers and reads what the decisions need; of an event that is known already, its id. Customers are
 * locked in the given order.
 */
export async function openConversions(
  workspaceId: string,
  keys: ConversionKey[],
): Promise<(OpenedConversion | { knownEventId: string })[]> {
  const { rows } = await sql<{ opened: Opened[] }>`
    select tracking.open_conversions(${workspaceId}, ${JSON.stringify(keys)}::jsonb) as opened`.execute(db());
  return (rows[0]?.opened ?? []).map((opened) =>
    'knownEventId' in opened ? opened : { ...opened, clicks: opened.clicks.map(toClickTouch) },
  );
}

type StoredClick = Omit<ClickTouch, 'kind' | 'at'> & { at: string };
type Opened = { knownEventId: string } | (Omit<OpenedConversion, 'clicks'> & { clicks: StoredClick[] });

function toClickTouch(click: StoredClick): ClickTouch {
  return { ...click, kind: 'click', at: new Date(click.at) };
}

interface ConversionWrite {
  kind: 'lead' | 'sale';
  /** Columns of `lead_events` or `sale_events`. */
  event: Record<string, unknown>;
  decision: DecisionColumns;
  customer: CustomerRow;
}

export interface DecisionColumns {
  workspace_id: string;
  event_id: string;
  version: number;
  event_kind: 'lead' | 'sale';
  decided_at: Date;
  affiliate_id: string | null;
  offer_id: string | null;
  reason: string;
  click_id: string | null;
  coupon_code: string | null;
  touches: StoredTouch[];
  rules: StoredRule[];
  /** Null where one affiliate, or nobody, has it all. */
  shares: StoredShare[] | null;
}

/** Writes events with their decisions and customers. @returns of each sale which of its customer it is. */
export async function writeConversions(writes: ConversionWrite[]): Promise<(number | null)[]> {
  if (writes.length === 0) return [];
  const { rows } = await sql<{ numbers: (number | null)[] }>`
    select tracking.write_conversions(${JSON.stringify(writes)}::jsonb) as numbers`.execute(db());
  return rows[0]?.numbers ?? [];
}

/** Locks a customer. */
export async function lockCustomer(workspaceId: string, customerId: string): Promise<CustomerRow | null> {
  const { rows } = await sql<{ customer: CustomerRow }>`select to_jsonb(customer) as customer
    from tracking.referred_customers customer
    where workspace_id = ${workspaceId} and id = ${customerId} for update`.execute(db());
  return rows[0]?.customer ?? null;
}

/** One lead or sale with the decision that holds. */
export interface DecidedEvent {
  id: string;
  kind: 'lead' | 'sale';
  key: string;
  at: Date;
  clickId: string | null;
  affiliateId: string | null;
  offerId: string | null;
  version: number;
  touches: StoredTouch[];
  shares: StoredShare[] | null;
}

/** A rule as a decision keeps it; those of before sales could be shared do not say how. */
export type StoredRule = Omit<OfferRule, 'validFrom' | 'winnerBasisPoints'> & {
  validFrom: string;
  winnerBasisPoints?: number;
};

/** A share as a decision keeps it, with the touch for which. */
export interface StoredShare extends Pick<StoredTouch, 'kind' | 'at' | 'affiliateId' | 'couponCode'> {
  weight: number;
}

/** A touch as a decision keeps it. */
export interface StoredTouch {
  kind: 'coupon' | 'binding' | 'click' | 'registration' | 'manual';
  at: string | null;
  affiliateId: string;
  offerId: string;
  clickId: string | null;
  couponCode: string | null;
  isFirst: boolean | null;
  isBySale: boolean | null;
  windowDays: number | null;
  isWinner: boolean;
  reason: string;
  /** Of a credit that was given by hand. */
  given?: Pick<ManualCredit, 'note' | 'byName' | 'supersedes' | 'keepsCustomer'>;
  /** Of a registered customer. */
  registration?: { id: string; until: string };
}

export async function listDecidedEvents(workspaceId: string, customerId: string): Promise<DecidedEvent[]> {
  const { rows } = await sql<DecidedEvent>`
    with events as (
      select id, 'lead' as kind, event_name as key, occurred_at as at, click_id, affiliate_id, offer_id
        from tracking.lead_events where workspace_id = ${workspaceId} and customer_id = ${customerId}
      union all
      select id, 'sale', external_id, occurred_at, click_id, affiliate_id, offer_id
        from tracking.sale_events where workspace_id = ${workspaceId} and customer_id = ${customerId}
    )
    select events.*, decision.version, decision.touches, decision.shares from events
    join lateral (
      select version, touches, shares from tracking.attribution_decisions
      where workspace_id = ${workspaceId} and event_id = events.id order by version desc limit 1
    ) as decision on true`.execute(db());
  return rows;
}

/** Every click that a customer's decisions may rest on: of the browsers of the clicks that the events name. */
export async function listClicksOfCustomer(
  workspaceId: string,
  customerId: string,
  until: Date,
): Promise<ClickTouch[]> {
  const { rows } = await sql<{
    clicks: StoredClick[];
  }>`select tracking.clicks_of(${workspaceId}, ${customerId}, ${until}) as clicks`.execute(db());
  return (rows[0]?.clicks ?? []).map(toClickTouch);
}

/** Takes over the browsers of clicks that came after the events that name them. */
export async function adoptVisitors(
  workspaceId: string,
  customerId: string,
  clicks: { id: string; at: Date }[],
): Promise<void> {
  await sql`insert into tracking.customer_visitors (workspace_id, customer_id, visitor_id)
    select distinct clicks.workspace_id, ${customerId}, visitor_id from tracking.clicks
    join unnest(${clicks.map(({ id }) => id)}::text[], ${clicks.map(({ at }) => at.toISOString())}::timestamptz[])
      as named (id, at) on clicks.id = named.id and clicks.at = named.at
    where clicks.workspace_id = ${workspaceId}
    on conflict do nothing`.execute(db());
}

/** The clicks that the customer was said to have made, whether they are known or not. */
export async function listNamedClicks(
  workspaceId: string,
  customerId: string,
): Promise<{ id: string; at: Date }[]> {
  return db()
    .selectFrom('tracking.namedClicks')
    .select(['clickId as id', 'clickAt as at'])
    .where('workspaceId', '=', workspaceId)
    .where('customerId', '=', customerId)
    .execute();
}

export async function writeDecision(decision: DecisionColumns): Promise<void> {
  const event = { workspace: decision.workspace_id, id: decision.event_id };
  await sql`insert into tracking.attribution_decisions
    select * from jsonb_populate_record(null::tracking.attribution_decisions,
      ${JSON.stringify(decision)}::jsonb)`.execute(db());
  await db()
    .updateTable(decision.event_kind === 'lead' ? 'tracking.leadEvents' : 'tracking.saleEvents')
    .set({ affiliateId: decision.affiliate_id, offerId: decision.offer_id })
    .where('workspaceId', '=', event.workspace)
    .where('id', '=', event.id)
    .execute();
}

export async function writeBinding(workspaceId: string, customer: CustomerRow): Promise<void> {
  await db()
    .updateTable('tracking.referredCustomers')
    .set({
      affiliateId: customer.affiliate_id,
      offerId: customer.offer_id,
      attributedAt: customer.attributed_at,
      isBoundBySale: customer.is_bound_by_sale,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', customer.id)
    .execute();
}

/** Keeps since when the one record knows customers as such; the first answer stays. */
export async function writeCustomerSince(
  workspaceId: string,
  customers: { id: string; since: Date | null }[],
): Promise<void> {
  await sql`update tracking.referred_customers customer set is_record_read = true, customer_since = told.since
    from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb) as told (id text, since timestamptz)
    where customer.workspace_id = ${workspaceId} and customer.id = told.id and not customer.is_record_read`.execute(
    db(),
  );
}

/** Which sale of the customer this is, by the time it happened. */
export async function numberOfSale(workspaceId: string, saleId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from tracking.sale_events earlier
    join tracking.sale_events sale on sale.workspace_id = earlier.workspace_id
      and sale.customer_id = earlier.customer_id
      and (earlier.occurred_at, earlier.external_id) <= (sale.occurred_at, sale.external_id)
    where sale.workspace_id = ${workspaceId} and sale.id = ${saleId}`.execute(db());
  return rows[0]?.number ?? 1;
}
