-- Events in the same transaction as the facts they tell of; deliveries remember who has heard.
create table core.outbox (
  workspace_id text not null,
  id text not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table core.outbox_deliveries (
  workspace_id text not null,
  event_id text not null,
  subscriber text not null,
  delivered_at timestamptz not null default now(),
  primary key (workspace_id, event_id, subscriber),
  foreign key (workspace_id, event_id) references core.outbox (workspace_id, id) on delete cascade
);

-- The first answer to a repeated request, kept for ever.
create table core.idempotency_keys (
  workspace_id text not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  status integer,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, actor_id, key)
);

-- Outgoing mail. `held` waits for a mail server to be set up.
create table core.mails (
  workspace_id text not null,
  id text not null,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'held', 'sent', 'failed', 'discarded')),
  sender text not null,
  recipient text not null,
  reply_to text,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}',
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (workspace_id, id)
);
create index mails_by_time on core.mails (workspace_id, created_at desc);

-- A workspace's own wording of a kind of mail; without a row the catalog's is used.
create table core.mail_templates (
  workspace_id text not null,
  kind text not null,
  locale text not null,
  subject text not null,
  body_text text not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, kind, locale)
);

-- Makes the monthly partitions of a table that is partitioned by range of a timestamp, ahead of time.
create function core.ensure_month_partitions(parent regclass, first_month date, months_ahead integer)
returns void language plpgsql as $$
declare
  month_start date := date_trunc('month', first_month)::date;
  last_start date := (date_trunc('month', first_month) + make_interval(months => months_ahead))::date;
  partition_name text;
begin
  while month_start <= last_start loop
    partition_name := format('%s_%s', parent::text, to_char(month_start, 'YYYYMM'));
    if to_regclass(partition_name) is null then
      execute format('create table if not exists %s partition of %s for values from (%L) to (%L)',
        partition_name, parent, month_start, (month_start + interval '1 month')::date);
    end if;
    month_start := (month_start + interval '1 month')::date;
  end loop;
end $$;
