-- What was taken back may be given back: a dispute that is won, a refund that failed. Both are rows of their own with
-- a negative amount, so the books stay append-only and every sum stays a sum.
alter table tracking.refunds drop constraint refunds_amount_minor_check;
alter table commissions.refunds drop constraint refunds_amount_minor_check;
alter table commissions.refunds add constraint refunds_amount_minor_check check (amount_minor <> 0);
alter table commissions.ledger_entries drop constraint ledger_entries_kind_check;
alter table commissions.ledger_entries add constraint ledger_entries_kind_check check (
  kind in ('commission', 'refund', 'restoration', 'decline', 'reinstatement', 'reattribution', 'payout'));

-- A billing system that tells what customers pay.
create table signals.billing_connections (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('stripe')),
  name text not null,
  -- Encrypted with the installation's secret; null until the billing system has given one.
  sealed_secret text,
  created_by text not null,
  created_at timestamptz not null,
  -- Deliveries whose signature does not fit.
  refused_count bigint not null default 0,
  last_refused_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create index billing_connections_by_id on signals.billing_connections (id) where deleted_at is null;

-- Every event as it came. Rows stay for ever: an event that is told again is known.
create table signals.billing_events (
  workspace_id text not null,
  id text not null,
  connection_id text not null,
  external_id text not null,
  type text not null,
  -- By the sender's clock.
  created_at timestamptz not null,
  received_at timestamptz not null,
  payload jsonb not null,
  -- The sender's ids by which events of one payment or subscription find each other.
  subjects text[] not null,
  -- The sender's id of the customer.
  customer text,
  state text not null default 'received' check (state in ('received', 'waiting', 'done', 'ignored', 'failed')),
  -- What became of it: a word of the catalog below `billing:note.`.
  note text,
  error text,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, external_id),
  foreign key (workspace_id, connection_id) references signals.billing_connections (workspace_id, id)
    on delete cascade
);
create index billing_events_by_time on signals.billing_events (workspace_id, connection_id, id desc);
create index billing_events_by_subject on signals.billing_events using gin (subjects);
create index billing_events_by_customer on signals.billing_events (workspace_id, connection_id, customer)
  where customer is not null;
create index billing_events_open on signals.billing_events (workspace_id, connection_id, state, received_at)
  where state in ('received', 'waiting', 'failed');
