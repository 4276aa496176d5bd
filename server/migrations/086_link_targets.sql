-- A link may lead to several places: by the visitor's country or device, else by lot in the shares of their weights.
-- `expired_url` is where it leads once it has expired.
alter table tracking.links
  add column targets jsonb not null default '[]',
  add column expired_url text check (expired_url ~ '^https?://');
