-- A key that stands in a shop's page is nobody's secret: what is told with it waits for a person, unless it is trusted.
alter table connections.postback_keys
  add column kind text not null default 'postback' check (kind in ('postback', 'pixel')),
  add column is_trusted boolean not null default false;
-- Told by a page, not by a tracker that says itself when a conversion is approved.
alter table connections.postback_conversions add column is_told_by_page boolean not null default false;
create index postback_conversions_to_decide on connections.postback_conversions (workspace_id, first_received_at)
  where is_told_by_page and status = 'pending';
