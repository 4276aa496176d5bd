-- The same as the sale endpoint, as one statement: idempotency, attribution by the last click, the sale with its
-- decision, the event with its job, and the commission with its ledger entry.
create function bench.click_id(customer integer) returns text language sql immutable as $$
  select 'clk_' || lpad(to_hex(bench.first_click_s()::bigint * 1000 + customer * 1000), 12, '0')
    || lpad(to_hex(customer), 20, '0')
$$;

create function bench.record_sale(p_workspace text, p_customer integer, p_key text) returns void language plpgsql as $$
declare
  p_at timestamptz := clock_timestamp();
  sale text := 'sale_' || replace(gen_random_uuid()::text, '-', '');
  opened jsonb;
  winner jsonb;
  customer tracking.referred_customers;
  event text := 'evt_' || replace(gen_random_uuid()::text, '-', '');
begin
  opened := (tracking.open_conversions(p_workspace, jsonb_build_array(jsonb_build_object('kind', 'sale', 'key', p_key,
    'newCustomerId', 'cus_' || replace(gen_random_uuid()::text, '-', ''),
    'customerExternalId', 'customer-' || p_customer, 'clickId', bench.click_id(p_customer),
    'clickAt', to_timestamp(bench.first_click_s() + p_customer), 'at', p_at))))[1];
  if opened ? 'knownEventId' then return; end if;
  customer := jsonb_populate_record(null::tracking.referred_customers, opened -> 'customer');
  winner := opened -> 'clicks' -> 0;
  customer.affiliate_id := coalesce(customer.affiliate_id, winner ->> 'affiliateId');
  customer.offer_id := coalesce(customer.offer_id, winner ->> 'offerId');
  customer.attributed_at := coalesce(customer.attributed_at, p_at);
  customer.is_bound_by_sale := true;
  customer.first_sale_at := coalesce(customer.first_sale_at, p_at);
  customer.last_event_at := p_at;
  perform tracking.write_conversion('sale',
    jsonb_build_object('workspace_id', p_workspace, 'id', sale, 'external_id', p_key, 'customer_id', customer.id,
      'event_name', 'Purchase', 'amount_minor', 10000, 'currency', 'USD', 'occurred_at', p_at, 'received_at', p_at,
      'click_id', bench.click_id(p_customer), 'affiliate_id', customer.affiliate_id, 'offer_id', customer.offer_id,
      'refunded_minor', 0),
    jsonb_build_object('workspace_id', p_workspace, 'event_id', sale, 'version', 1, 'event_kind', 'sale',
      'decided_at', p_at, 'affiliate_id', customer.affiliate_id, 'offer_id', customer.offer_id,
      'reason', 'last_click', 'click_id', winner ->> 'clickId', 'touches', opened -> 'clicks'),
    customer);
  insert into core.outbox (workspace_id, id, type, payload)
    values (p_workspace, event, 'sale.recorded', jsonb_build_object('saleId', sale, 'externalId', p_key,
      'affiliateId', customer.affiliate_id, 'offerId', customer.offer_id, 'customerId', customer.id,
      'amountMinor', 10000, 'currency', 'USD', 'occurredAt', p_at));
  perform graphile_worker.add_job('core.deliver-event', json_build_object('workspaceId', p_workspace, 'id', event));
  perform commissions.book_commission(p_workspace, 'com_' || replace(gen_random_uuid()::text, '-', ''),
    'ent_' || replace(gen_random_uuid()::text, '-', ''), false, sale, p_key, customer.affiliate_id, customer.offer_id,
    customer.id, plan.id, 1, 10000, 'USD', 2000, 'USD', null, false, p_at, null, p_at + interval '30 days',
    '{"product": null, "customerPlan": null, "country": null, "couponCode": null}', null, 0, 0, null, 10000, 1)
    from commissions.plans plan where plan.workspace_id = p_workspace and plan.is_default;
end $$;
