create schema tracking;

-- An affiliate's own address for an offer. `domain` is empty for the installation's own address.
-- That (domain, key) is free across workspaces is checked under an advisory lock, for no key spans workspaces.
create table tracking.links (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  affiliate_id text not null,
  offer_id text not null,
  domain text not null default '',
  key text not null check (key = lower(key)),
  destination_url text check (destination_url ~ '^https?://'),
  appends_dub_id boolean not null default false,
  status text not null default 'active' check (status in ('active', 'archived')),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, domain, key),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id)
);
create index links_by_address on tracking.links (domain, key);
create index links_by_affiliate on tracking.links (workspace_id, affiliate_id, id);

create table tracking.coupons (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  affiliate_id text not null,
  offer_id text not null,
  code text not null check (code = upper(code)),
  status text not null default 'active' check (status in ('active', 'archived')),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, code),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id)
);
create index coupons_by_affiliate on tracking.coupons (workspace_id, affiliate_id, id);

-- The millisecond in a click's id is its `at`, so that one id leads to one partition.
-- No foreign keys: an answered click is never refused, and archived links are never deleted once clicked.
create table tracking.clicks (
  workspace_id text not null,
  id text not null,
  at timestamptz not null,
  link_id text not null,
  affiliate_id text not null,
  offer_id text not null,
  verdict text not null check (verdict in ('counted', 'repeat', 'bot', 'prefetch', 'scanner')),
  repeat_of text,
  -- The offer's window when it was clicked: later changes of the offer do not reach back.
  window_days integer not null,
  visitor_id text not null,
  -- Keyed hashes: an address is never kept, only what is needed to see that two are the same.
  visitor_hash text,
  ip_hash text,
  ip_prefix text,
  country text,
  device text,
  browser text,
  os text,
  referrer_host text,
  page_url text,
  sub1 text,
  sub2 text,
  sub3 text,
  sub4 text,
  sub5 text,
  primary key (workspace_id, id, at)
) partition by range (at);
create index clicks_by_visitor on tracking.clicks (workspace_id, visitor_id, at)
  where verdict in ('counted', 'repeat', 'prefetch');
create index clicks_by_visitor_hash on tracking.clicks (workspace_id, link_id, visitor_hash, at)
  where verdict = 'counted';
select core.ensure_month_partitions('tracking.clicks', (now() - interval '1 month')::date, 4);

-- Exact sums of the clicks, written in their transaction; `day` is in the workspace's time zone.
create table tracking.click_days (
  workspace_id text not null,
  day date not null,
  link_id text not null,
  affiliate_id text not null,
  offer_id text not null,
  counted bigint not null default 0,
  repeats bigint not null default 0,
  automatic bigint not null default 0,
  primary key (workspace_id, day, link_id)
);
create index click_days_by_affiliate on tracking.click_days (workspace_id, affiliate_id, day);

-- Whoever was told to us by a lead or a sale; the affiliate is null until a touch earns the credit.
create table tracking.referred_customers (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text not null,
  name text,
  email text,
  avatar_url text,
  account_external_id text,
  person_id text,
  account_id text,
  affiliate_id text,
  offer_id text,
  attributed_at timestamptz,
  -- A customer who has bought keeps the affiliate whatever comes later; after a lead alone a coupon may change it.
  is_bound_by_sale boolean not null default false,
  first_lead_at timestamptz,
  first_sale_at timestamptz,
  last_event_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id)
);
create index referred_customers_by_affiliate on tracking.referred_customers (workspace_id, affiliate_id, attributed_at)
  where affiliate_id is not null;

-- The browsers that a customer is known by.
create table tracking.customer_visitors (
  workspace_id text not null,
  customer_id text not null,
  visitor_id text not null,
  primary key (workspace_id, customer_id, visitor_id),
  foreign key (workspace_id, customer_id) references tracking.referred_customers (workspace_id, id) on delete cascade
);
create index customer_visitors_by_visitor on tracking.customer_visitors (workspace_id, visitor_id);

create table tracking.lead_events (
  workspace_id text not null,
  id text not null,
  customer_id text not null,
  event_name text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  click_id text,
  coupon_code text,
  metadata jsonb,
  affiliate_id text,
  offer_id text,
  primary key (workspace_id, id),
  unique (workspace_id, customer_id, event_name),
  foreign key (workspace_id, customer_id) references tracking.referred_customers (workspace_id, id)
);
create index lead_events_by_time on tracking.lead_events (workspace_id, occurred_at desc, id desc);
create index lead_events_by_click on tracking.lead_events (workspace_id, click_id) where click_id is not null;
create index lead_events_by_affiliate on tracking.lead_events (workspace_id, affiliate_id, occurred_at)
  where affiliate_id is not null;

create table tracking.sale_events (
  workspace_id text not null,
  id text not null,
  external_id text not null,
  customer_id text not null,
  event_name text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  click_id text,
  coupon_code text,
  payment_processor text,
  metadata jsonb,
  affiliate_id text,
  offer_id text,
  refunded_minor bigint not null default 0,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, customer_id) references tracking.referred_customers (workspace_id, id),
  constraint refunds_within_sale check (refunded_minor between 0 and amount_minor)
);
create index sale_events_by_time on tracking.sale_events (workspace_id, occurred_at desc, id desc);
create index sale_events_by_customer on tracking.sale_events (workspace_id, customer_id, occurred_at);
create index sale_events_by_click on tracking.sale_events (workspace_id, click_id) where click_id is not null;
create index sale_events_by_affiliate on tracking.sale_events (workspace_id, affiliate_id, occurred_at desc)
  where affiliate_id is not null;

-- `pending` waits for its sale; `refused` would have taken back more than the sale.
create table tracking.refunds (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text not null,
  sale_external_id text not null,
  sale_id text,
  status text not null check (status in ('applied', 'pending', 'refused')),
  -- Null asks for all that is left.
  asked_minor bigint check (asked_minor > 0),
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, sale_id) references tracking.sale_events (workspace_id, id)
);
create index refunds_by_sale on tracking.refunds (workspace_id, sale_external_id);

-- Why an event was credited as it was: every version stays, the highest one holds.
create table tracking.attribution_decisions (
  workspace_id text not null,
  event_id text not null,
  version integer not null,
  event_kind text not null check (event_kind in ('lead', 'sale')),
  decided_at timestamptz not null default now(),
  affiliate_id text,
  offer_id text,
  reason text not null,
  click_id text,
  coupon_code text,
  touches jsonb not null,
  primary key (workspace_id, event_id, version)
);

-- The first half of recording a lead or sale, in one round trip: locks the customer (making it when new) and
-- reads what the decision needs. Plans are cached with the function, which a statement from outside would not be.
create function tracking.open_conversion(
  p_workspace text, p_kind text, p_event_key text, p_new_customer text, p_customer_external text,
  p_click text, p_click_at timestamptz, p_coupon text, p_at timestamptz
) returns jsonb language plpgsql as $$
declare
  customer tracking.referred_customers;
  seen_visitor text;
  known_event text;
  is_new boolean := false;
begin
  if p_kind = 'sale' then
    -- A sale and its refund may arrive at once: one of the two waits here for the other's commit.
    perform pg_advisory_xact_lock(hashtextextended(p_workspace || '/sale/' || p_event_key, 0));
    select id into known_event from tracking.sale_events
      where workspace_id = p_workspace and external_id = p_event_key;
    if known_event is not null then return jsonb_build_object('knownEventId', known_event); end if;
  end if;
  loop
    select * into customer from tracking.referred_customers
      where workspace_id = p_workspace and external_id = p_customer_external for update;
    exit when found;
    insert into tracking.referred_customers (workspace_id, id, external_id)
      values (p_workspace, p_new_customer, p_customer_external) on conflict do nothing;
    is_new := found;
  end loop;
  if p_kind = 'lead' then
    select id into known_event from tracking.lead_events
      where workspace_id = p_workspace and customer_id = customer.id and event_name = p_event_key;
    if known_event is not null then return jsonb_build_object('knownEventId', known_event); end if;
  end if;
  if p_click is not null then
    select visitor_id into seen_visitor from tracking.clicks
      where workspace_id = p_workspace and id = p_click and at = p_click_at;
  end if;
  return jsonb_build_object(
    'customer', to_jsonb(customer) || jsonb_build_object('is_new', is_new),
    'visitorId', seen_visitor,
    'isNewVisitor', seen_visitor is not null and (is_new or not exists (
      select from tracking.customer_visitors where workspace_id = p_workspace
        and customer_id = customer.id and visitor_id = seen_visitor)),
    'coupon', (
      select jsonb_build_object('code', code, 'affiliateId', affiliate_id, 'offerId', offer_id)
      from tracking.coupons where workspace_id = p_workspace and code = p_coupon
        and status = 'active' and (expires_at is null or expires_at > p_at)),
    'hasPendingRefunds', p_kind = 'sale' and exists (
      select from tracking.refunds where workspace_id = p_workspace
        and sale_external_id = p_event_key and status = 'pending'),
    'clicks', tracking.clicks_of(p_workspace, customer.id, seen_visitor, p_at));
end $$;

-- The clicks of a customer's browsers until a moment, newest first; programs are left out.
create function tracking.clicks_of(p_workspace text, p_customer text, p_visitor text, p_until timestamptz)
returns jsonb language plpgsql stable as $$
declare
  visitors text[] := array(
    select visitor_id from tracking.customer_visitors
      where workspace_id = p_workspace and customer_id = p_customer);
begin
  if p_visitor is not null then visitors := visitors || p_visitor; end if;
  if cardinality(visitors) = 0 then return '[]'; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('clickId', id, 'at', at, 'affiliateId', affiliate_id,
      'offerId', offer_id, 'windowDays', window_days)), '[]')
    from (
      select id, at, affiliate_id, offer_id, window_days from tracking.clicks
      where workspace_id = p_workspace and visitor_id = any (visitors)
        and at <= p_until and verdict in ('counted', 'repeat', 'prefetch')
      order by at desc, id desc limit 50
    ) as click);
end $$;

-- The second half: writes the event, its decision and the customer's new state. Returns which sale of the
-- customer it is, by the time it happened.
create function tracking.write_conversion(
  p_kind text, p_event jsonb, p_decision jsonb, p_customer tracking.referred_customers, p_new_visitor text
) returns bigint language plpgsql as $$
begin
  if p_kind = 'sale' then
    insert into tracking.sale_events select * from jsonb_populate_record(null::tracking.sale_events, p_event);
  else
    insert into tracking.lead_events select * from jsonb_populate_record(null::tracking.lead_events, p_event);
  end if;
  insert into tracking.attribution_decisions
    select * from jsonb_populate_record(null::tracking.attribution_decisions, p_decision);
  update tracking.referred_customers set
      affiliate_id = p_customer.affiliate_id, offer_id = p_customer.offer_id,
      attributed_at = p_customer.attributed_at, is_bound_by_sale = p_customer.is_bound_by_sale,
      first_lead_at = p_customer.first_lead_at, first_sale_at = p_customer.first_sale_at,
      last_event_at = p_customer.last_event_at, name = p_customer.name, email = p_customer.email,
      avatar_url = p_customer.avatar_url, account_external_id = p_customer.account_external_id
    -- Both keys: before the first statistics the planner may take either index, and each must lead to one row.
    where workspace_id = p_customer.workspace_id and id = p_customer.id and external_id = p_customer.external_id;
  if p_new_visitor is not null then
    insert into tracking.customer_visitors (workspace_id, customer_id, visitor_id)
      values (p_customer.workspace_id, p_customer.id, p_new_visitor);
  end if;
  if p_kind <> 'sale' then return null; end if;
  return (select count(*) from tracking.sale_events where workspace_id = p_customer.workspace_id
    and customer_id = p_customer.id
    and (occurred_at, external_id) <= ((p_event ->> 'occurred_at')::timestamptz, p_event ->> 'external_id'));
end $$;
