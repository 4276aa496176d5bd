-- Leads, sales and commissions are opened, written and booked many at a time; one alone is a batch of one. What is
-- done for each stays a function that looks rows up by key, for its plans hold whatever the tables have grown to.
drop function tracking.open_conversion(text, text, text, text, text, text, timestamptz, text, timestamptz);
drop function tracking.write_conversion(text, jsonb, jsonb, tracking.referred_customers, text);
drop function tracking.clicks_of(text, text, text, timestamptz);

-- The clicks of a customer's browsers until a moment, newest first; programs are left out. One plan for good:
-- planning for every month of clicks costs ten times as much as reading them. Browser by browser the index gives
-- the order, so that the newest months alone are read.
create function tracking.clicks_of(p_workspace text, p_customer text, p_until timestamptz)
returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('clickId', id, 'at', at, 'affiliateId', affiliate_id,
      'offerId', offer_id, 'windowDays', window_days)), '[]')
    from (
      select click.* from tracking.customer_visitors visitor
      cross join lateral (
        select id, at, affiliate_id, offer_id, window_days from tracking.clicks
        where workspace_id = visitor.workspace_id and visitor_id = visitor.visitor_id
          and at <= p_until and verdict in ('counted', 'repeat', 'prefetch')
        order by at desc limit 50
      ) click
      where visitor.workspace_id = p_workspace and visitor.customer_id = p_customer
      order by click.at desc, click.id desc limit 50
    ) as click);
end $$;

-- Locks the customer of a lead or sale (making it when new), takes over the browser of the click that it names, and
-- reads what the decision needs besides clicks.
create function tracking.open_conversion(
  p_workspace text, p_kind text, p_event_key text, p_new_customer text, p_customer_external text,
  p_click text, p_click_at timestamptz, p_coupon text, p_at timestamptz
) returns jsonb language plpgsql as $$
declare
  customer tracking.referred_customers;
  known_event text;
  is_new_visitor boolean := false;
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
  end loop;
  if p_kind = 'lead' then
    select id into known_event from tracking.lead_events
      where workspace_id = p_workspace and customer_id = customer.id and event_name = p_event_key;
    if known_event is not null then return jsonb_build_object('knownEventId', known_event); end if;
  end if;
  if p_click is not null then
    insert into tracking.customer_visitors (workspace_id, customer_id, visitor_id)
      select workspace_id, customer.id, visitor_id from tracking.clicks
      where workspace_id = p_workspace and id = p_click and at = p_click_at
      on conflict do nothing;
    is_new_visitor := found;
  end if;
  return jsonb_build_object(
    'customer', to_jsonb(customer),
    'isNewVisitor', is_new_visitor,
    'coupon', (
      select jsonb_build_object('code', code, 'affiliateId', affiliate_id, 'offerId', offer_id)
      from tracking.coupons where workspace_id = p_workspace and code = p_coupon
        and status = 'active' and (expires_at is null or expires_at > p_at)),
    'hasPendingRefunds', p_kind = 'sale' and exists (
      select from tracking.refunds where workspace_id = p_workspace
        and sale_external_id = p_event_key and status = 'pending'));
end $$;

-- The first half of recording leads and sales, in one round trip: all are opened before the clicks of any are read,
-- for one of them may name the browser of another. Callers that come at once name customers in the same order.
-- `p_events`: [{ kind, key, newCustomerId, customerExternalId, clickId, clickAt, couponCode, at }].
create function tracking.open_conversions(p_workspace text, p_events jsonb) returns jsonb[] language plpgsql as $$
declare
  event record;
  opened jsonb[] := '{}';
  place integer := 0;
begin
  for event in select * from jsonb_to_recordset(p_events) as told (kind text, key text, "newCustomerId" text,
      "customerExternalId" text, "clickId" text, "clickAt" timestamptz, "couponCode" text, at timestamptz) loop
    opened := opened || tracking.open_conversion(p_workspace, event.kind, event.key, event."newCustomerId",
      event."customerExternalId", event."clickId", event."clickAt", event."couponCode", event.at);
  end loop;
  for event in select * from jsonb_to_recordset(p_events) as told (at timestamptz) loop
    place := place + 1;
    continue when opened[place] ? 'knownEventId';
    opened[place] := opened[place] || jsonb_build_object('clicks',
      tracking.clicks_of(p_workspace, opened[place] -> 'customer' ->> 'id', event.at));
  end loop;
  return opened;
end $$;

-- The second half: writes an event, its decision and the customer's new state. Returns which sale of the
-- customer it is, by the time it happened.
create function tracking.write_conversion(
  p_kind text, p_event jsonb, p_decision jsonb, p_customer tracking.referred_customers
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
  if p_kind <> 'sale' then return null; end if;
  return (select count(*) from tracking.sale_events where workspace_id = p_customer.workspace_id
    and customer_id = p_customer.id
    and (occurred_at, external_id) <= ((p_event ->> 'occurred_at')::timestamptz, p_event ->> 'external_id'));
end $$;

-- `p_writes`: [{ kind, event, decision, customer }], as rows of their tables.
create function tracking.write_conversions(p_writes jsonb) returns integer[] language plpgsql as $$
declare
  write jsonb;
  numbers integer[] := '{}';
begin
  for write in select * from jsonb_array_elements(p_writes) loop
    numbers := numbers || tracking.write_conversion(write ->> 'kind', write -> 'event', write -> 'decision',
      jsonb_populate_record(null::tracking.referred_customers, write -> 'customer'))::integer;
  end loop;
  return numbers;
end $$;

-- Books commissions one after another, so that the second sale of a customer finds the first. Returns for each what
-- `book_commission` returns, in their order.
create function commissions.book_commissions(p_workspace text, p_commissions jsonb)
returns setof timestamptz language plpgsql as $$
declare
  com record;
begin
  for com in select * from jsonb_to_recordset(p_commissions) as told (id text, "entryId" text, "expectsFirst" boolean,
      "saleId" text, "saleExternalId" text, "affiliateId" text, "offerId" text, "customerId" text, "planId" text,
      "planVersion" integer, "saleAmountMinor" bigint, "saleCurrency" text, "amountMinor" bigint, currency text,
      "nothingBecause" text, "needsApproval" boolean, "soldAt" timestamptz, "firstSoldAt" timestamptz,
      "releaseAt" timestamptz) loop
    return next commissions.book_commission(p_workspace, com.id, com."entryId", com."expectsFirst", com."saleId",
      com."saleExternalId", com."affiliateId", com."offerId", com."customerId", com."planId", com."planVersion",
      com."saleAmountMinor", com."saleCurrency", com."amountMinor", com.currency, com."nothingBecause",
      com."needsApproval", com."soldAt", com."firstSoldAt", com."releaseAt");
  end loop;
end $$;
