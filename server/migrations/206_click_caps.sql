-- How many clicks may count in a day and in a month of the workspace's time zone: of a link, ...
alter table tracking.links
  add column clicks_per_day integer check (clicks_per_day > 0),
  add column clicks_per_month integer check (clicks_per_month > 0);

-- ... and of an offer: of all its affiliates together, where `affiliate_id` is empty, or of one of them.
create table tracking.click_caps (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  offer_id text not null,
  affiliate_id text not null default '',
  clicks_per_day integer check (clicks_per_day > 0),
  clicks_per_month integer check (clicks_per_month > 0),
  primary key (workspace_id, offer_id, affiliate_id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id),
  check (clicks_per_day is not null or clicks_per_month is not null)
);

-- A person who came past a cap: kept, counted for nobody, and never credited. Every verdict of before is among these, so
-- no click is read to see that.
alter table tracking.clicks drop constraint clicks_verdict_check;
alter table tracking.clicks add constraint clicks_verdict_check
  check (verdict in ('counted', 'repeat', 'bot', 'prefetch', 'scanner', 'over_cap')) not valid;
alter table tracking.click_days add column over_cap bigint not null default 0;

-- Sums by what is known of visitors are of those whom an affiliate brought: who came past a cap is in none of them.
create or replace function tracking.sum_facets() returns trigger language plpgsql as $$
begin
  insert into tracking.click_facets as sums
  with alike as materialized (
    select workspace_id, day, link_id, affiliate_id, offer_id, country, device, browser, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5,
      count(*) filter (where verdict = 'counted') as counted, count(*) filter (where verdict = 'repeat') as repeats,
      count(*) filter (where verdict not in ('counted', 'repeat')) as automatic
    from new_clicks where verdict <> 'over_cap'
    group by workspace_id, day, link_id, affiliate_id, offer_id, country, device, browser, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5
  )
  select workspace_id, facet, day, link_id, value, second_value, min(affiliate_id), min(offer_id),
    sum(counted), sum(repeats), sum(automatic)
  from alike cross join lateral tracking.facets_of(
    country, device, browser, referrer_host, page_url, sub1, sub2, sub3, sub4, sub5)
  group by workspace_id, facet, day, link_id, value, second_value
  order by workspace_id, facet, day, link_id, value, second_value
  on conflict (workspace_id, facet, day, link_id, value, second_value) do update set
    counted = sums.counted + excluded.counted, repeats = sums.repeats + excluded.repeats,
    automatic = sums.automatic + excluded.automatic;
  return null;
end $$;

-- Writes clicks and their sums together, those past a cap in a sum of their own. All else as before.
create or replace function tracking.write_clicks(p_batches json[])
returns table (id text, verdict text, repeat_of text) language plpgsql
set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with incoming as (
    select told.*, batch.number from unnest(p_batches) with ordinality as batch (clicks, number)
    cross join lateral rows from (json_to_recordset(batch.clicks) as (
      "workspaceId" text, "id" text, "at" timestamptz, "day" date, "linkId" text, "affiliateId" text, "offerId" text,
      "verdict" text, "repeatOf" text, "windowDays" integer, "visitorId" text, "isKnownVisitor" boolean,
      "visitorHash" text, "ipHash" text, "ipPrefix" text, "country" text, "device" text, "browser" text, "os" text,
      "referrerHost" text, "pageUrl" text, "sub1" text, "sub2" text, "sub3" text, "sub4" text, "sub5" text,
      "targetId" text))
    with ordinality as told (workspace_id, id, at, day, link_id, affiliate_id, offer_id, verdict, repeat_of,
      window_days, visitor_id, is_known_visitor, visitor_hash, ip_hash, ip_prefix, country, device, browser, os,
      referrer_host, page_url, sub1, sub2, sub3, sub4, sub5, target_id, position)
  ), seen as materialized (
    select incoming.*, coalesce(repeat_of, case when verdict = 'counted' and visitor_hash is not null then (
      select earlier.id from tracking.clicks earlier
      where earlier.workspace_id = incoming.workspace_id and earlier.link_id = incoming.link_id
        and earlier.visitor_hash = incoming.visitor_hash and earlier.verdict = 'counted'
        and earlier.at > incoming.at - interval '1 hour' and earlier.at <= incoming.at
        and (not incoming.is_known_visitor or earlier.visitor_id = incoming.visitor_id)
      order by earlier.at desc limit 1) end) as earlier_id
    from incoming
  ), alike as (
    -- Visitors who are new to the table and in this call more than once: mostly none, so that nothing is sorted.
    select workspace_id, link_id, visitor_hash, min(id) as first_id, min(at) as first_at from seen
    where verdict = 'counted' and visitor_hash is not null and earlier_id is null
    group by workspace_id, link_id, visitor_hash having count(*) > 1
  ), own as (
    select workspace_id, link_id, visitor_hash, visitor_id, min(seen.id) as first_id, min(seen.at) as first_at
    from seen join alike using (workspace_id, link_id, visitor_hash)
    where verdict = 'counted' and earlier_id is null
    group by workspace_id, link_id, visitor_hash, visitor_id
  ), compared as (
    -- A browser that showed its visitor id repeats itself alone; one that did not repeats whoever looks like it.
    select seen.*, case
        when earlier_id is not null or verdict <> 'counted' then earlier_id
        when is_known_visitor and seen.at - own.first_at < interval '1 hour' then nullif(own.first_id, seen.id)
        when not is_known_visitor and seen.at - alike.first_at < interval '1 hour'
          then nullif(alike.first_id, seen.id)
      end as first_id
    from seen left join alike using (workspace_id, link_id, visitor_hash)
    left join own using (workspace_id, link_id, visitor_hash, visitor_id)
  ), judged as materialized (
    select *, case when verdict = 'counted' and first_id is not null then 'repeat' else verdict end as final_verdict
    from compared
  ), written as (
    insert into tracking.clicks (workspace_id, id, at, link_id, affiliate_id, offer_id, window_days, visitor_id,
      visitor_hash, ip_hash, ip_prefix, country, device, browser, os, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5, target_id, day, verdict, repeat_of)
    select workspace_id, id, at, link_id, affiliate_id, offer_id, window_days, visitor_id,
      visitor_hash, ip_hash, ip_prefix, country, device, browser, os, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5, target_id, day, final_verdict, first_id from judged
  ), summed as (
    insert into tracking.click_days as sums
      (workspace_id, day, link_id, affiliate_id, offer_id, counted, repeats, automatic, over_cap)
    select workspace_id, day, link_id, min(affiliate_id), min(offer_id),
      count(*) filter (where final_verdict = 'counted'), count(*) filter (where final_verdict = 'repeat'),
      count(*) filter (where final_verdict not in ('counted', 'repeat', 'over_cap')),
      count(*) filter (where final_verdict = 'over_cap')
    from judged group by workspace_id, day, link_id order by workspace_id, day, link_id
    on conflict (workspace_id, day, link_id) do update set
      counted = sums.counted + excluded.counted, repeats = sums.repeats + excluded.repeats,
      automatic = sums.automatic + excluded.automatic, over_cap = sums.over_cap + excluded.over_cap
  )
  select judged.id, final_verdict, first_id from judged order by number, position;
end $$;
