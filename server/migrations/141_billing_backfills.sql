-- The history of a billing system is fetched page by page. A connection has one fetch: a new one takes its row over.
create table signals.billing_backfills (
  workspace_id text not null,
  connection_id text not null,
  -- Of this run; a page of an earlier one changes nothing.
  id text not null,
  -- The key for the billing system's API, encrypted; gone when the run is over.
  sealed_key text,
  state text not null check (state in ('running', 'done', 'failed', 'canceled')),
  -- What is being fetched, and the last object of it that was kept.
  stage text not null,
  cursor text,
  fetched_count bigint not null default 0,
  -- Of these, events that were not known before.
  new_count bigint not null default 0,
  error text,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references signals.billing_connections (workspace_id, id)
    on delete cascade,
  check ((state = 'running') = (finished_at is null)),
  check (state = 'running' or sealed_key is null)
);
