-- A visitor is sent on as soon as their click is here: one row for all the clicks that one process commits at a time.
-- Right after, they move to `clicks` and their sums, many rows in one statement.
create table tracking.click_journal (
  workspace_id text not null,
  id text not null,
  clicks json not null,
  primary key (workspace_id, id)
);
-- Read once and deleted: to compress it would cost more than to write it.
alter table tracking.click_journal alter column clicks set storage external;

-- Which of the link's targets the visitor was sent to; null for its only destination.
alter table tracking.clicks add column target_id text;

-- Writes clicks and their sums together. A visitor's second click on a link within the hour is a repeat, whether the
-- first is in the table or in the same call: two processes may each have seen one of them. The sums are written in key
-- order, so that two writers never wait for each other in a circle. Rows are looked up and never read as a whole: a
-- month that was empty when statistics were taken would be read from end to end until the next.
-- `p_batches`: arrays of clicks, oldest first. Returns each click's verdict, in their order.
create function tracking.write_clicks(p_batches json[])
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
      sub1, sub2, sub3, sub4, sub5, target_id, verdict, repeat_of)
    select workspace_id, id, at, link_id, affiliate_id, offer_id, window_days, visitor_id,
      visitor_hash, ip_hash, ip_prefix, country, device, browser, os, referrer_host, page_url,
      sub1, sub2, sub3, sub4, sub5, target_id, final_verdict, first_id from judged
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

-- Moves the oldest of a workspace's journal, at most `p_limit` rows of it; one process at a time, so that clicks are
-- compared in the order in which they came. Returns how many rows were moved.
create function tracking.settle_clicks(p_workspace text, p_limit integer) returns integer language plpgsql as $$
declare
  batches json[];
begin
  perform pg_advisory_xact_lock(hashtextextended(p_workspace || '/clicks', 0));
  with oldest as (
    select id from tracking.click_journal where workspace_id = p_workspace order by id limit p_limit
  ), moved as (
    delete from tracking.click_journal journal using oldest
    where journal.workspace_id = p_workspace and journal.id = oldest.id
    returning journal.id, journal.clicks
  )
  select array_agg(clicks order by id) into batches from moved;
  if batches is null then return 0; end if;
  perform from tracking.write_clicks(batches);
  return cardinality(batches);
end $$;
