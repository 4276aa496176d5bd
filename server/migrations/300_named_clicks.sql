-- Clicks that a customer was said to have made before the click itself was told. Whoever tells the click finds here whom it
-- concerns.
create table tracking.named_clicks (
  workspace_id text not null,
  click_id text not null,
  customer_id text not null,
  click_at timestamptz not null,
  primary key (workspace_id, click_id, customer_id),
  foreign key (workspace_id, customer_id) references tracking.referred_customers (workspace_id, id) on delete cascade
);
create index named_clicks_by_customer on tracking.named_clicks (workspace_id, customer_id);

-- As before; and while clicks of the past come in, leads and sales wait: one of the two finds what the other has written.
create or replace function tracking.open_conversions(p_workspace text, p_events jsonb)
returns jsonb[] language plpgsql as $$
declare
  event record;
  opened jsonb[] := '{}';
  place integer := 0;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(p_workspace || '/past-clicks', 0));
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
