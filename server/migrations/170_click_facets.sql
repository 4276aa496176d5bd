-- The moment that a click's id holds leads to its partition.
create function tracking.moment_of_click(p_id text) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || substr(p_id, 5, 12))::bit(48)::bigint / 1000.0)
$$;

-- The calendar day of a click in the workspace's time zone, as it was when it was clicked: what the sums go by. Null in
-- clicks of before, which are summed below.
alter table tracking.clicks add column day date;

-- Exact sums of the clicks by what is known of them, for reports: `total`, one fact, or country and device together.
-- '' stands for what is not known; a page and sub ids, mostly not known, have rows for what is known alone.
create table tracking.click_facets (
  workspace_id text not null,
  facet text not null,
  day date not null,
  link_id text not null,
  value text not null,
  second_value text not null,
  affiliate_id text not null,
  offer_id text not null,
  counted bigint not null,
  repeats bigint not null,
  automatic bigint not null,
  primary key (workspace_id, facet, day, link_id, value, second_value)
) with (fillfactor = 90);

-- What a click counts for. Longer texts than an index takes are cut.
create function tracking.facets_of(
  p_country text, p_device text, p_browser text, p_referrer text, p_page text,
  p_sub1 text, p_sub2 text, p_sub3 text, p_sub4 text, p_sub5 text
) returns table (facet text, value text, second_value text) language sql immutable as $$
  select facet, left(value, 500), second_value from (values
    ('total', '', ''),
    ('country', coalesce(p_country, ''), ''),
    ('device', coalesce(p_device, ''), ''),
    ('country_device', coalesce(p_country, ''), coalesce(p_device, '')),
    ('browser', coalesce(p_browser, ''), ''),
    ('referrer', coalesce(p_referrer, ''), ''),
    ('page', nullif(p_page, ''), ''),
    ('sub1', nullif(p_sub1, ''), ''),
    ('sub2', nullif(p_sub2, ''), ''),
    ('sub3', nullif(p_sub3, ''), ''),
    ('sub4', nullif(p_sub4, ''), ''),
    ('sub5', nullif(p_sub5, ''), '')
  ) as told (facet, value, second_value) where value is not null
$$;

-- In the statement that writes the clicks, whoever does: a figure can never be without its clicks, nor they without it.
-- Clicks that are alike in all of it are counted first, so that each kind is taken apart once. In key order, so that two
-- writers never wait for each other in a circle.
create function tracking.sum_facets() returns trigger language plpgsql as $$
begin
  insert into tracking.click_facets as sums
  with alike as materialized (
    select workspace_id, day, link_id, affiliate_id, offer_id, country, device, browser, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5,
      count(*) filter (where verdict = 'counted') as counted, count(*) filter (where verdict = 'repeat') as repeats,
      count(*) filter (where verdict not in ('counted', 'repeat')) as automatic
    from new_clicks
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

-- Clicks of before, by the day of their moment in the workspace's time zone of today.
lock table tracking.clicks in share row exclusive mode;
insert into tracking.click_facets
select click.workspace_id, facet, (click.at at time zone workspace.time_zone)::date, link_id, value, second_value,
  min(affiliate_id), min(offer_id),
  count(*) filter (where verdict = 'counted'), count(*) filter (where verdict = 'repeat'),
  count(*) filter (where verdict not in ('counted', 'repeat'))
from tracking.clicks click
join workspace.workspaces workspace on workspace.workspace_id = click.workspace_id
cross join lateral tracking.facets_of(
    country, device, browser, referrer_host, page_url, sub1, sub2, sub3, sub4, sub5)
group by 1, 2, 3, 4, 5, 6;

create trigger sum_facets after insert on tracking.clicks
  referencing new table as new_clicks
  for each statement execute function tracking.sum_facets();

-- Writes clicks and their sums together. A visitor's second click on a link within the hour is a repeat, whether the
-- first is in the table or in the same call: two processes may each have seen one of them. The sums are written in key
-- order, so that two writers never wait for each other in a circle. Rows are looked up and never read as a whole: a
-- month that was empty when statistics were taken would be read from end to end until the next.
-- `p_batches`: arrays of clicks, oldest first. Returns each click's verdict, in their order.
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
      (workspace_id, day, link_id, affiliate_id, offer_id, counted, repeats, automatic)
    select workspace_id, day, link_id, min(affiliate_id), min(offer_id),
      count(*) filter (where final_verdict = 'counted'), count(*) filter (where final_verdict = 'repeat'),
      count(*) filter (where final_verdict not in ('counted', 'repeat'))
    from judged group by workspace_id, day, link_id order by workspace_id, day, link_id
    on conflict (workspace_id, day, link_id) do update set
      counted = sums.counted + excluded.counted, repeats = sums.repeats + excluded.repeats,
      automatic = sums.automatic + excluded.automatic
  )
  select judged.id, final_verdict, first_id from judged order by number, position;
end $$;
