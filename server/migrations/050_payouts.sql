create schema payouts;

-- Below this an affiliate's balance waits; a currency without a row has no minimum.
create table payouts.minimums (
  workspace_id text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  updated_at timestamptz not null,
  primary key (workspace_id, currency)
);

-- A batch in one currency: created, then approved by somebody else or canceled, then paid.
create table payouts.payouts (
  workspace_id text not null,
  id text not null,
  currency text not null,
  note text,
  created_by text not null,
  created_by_name text not null,
  created_by_person text not null,
  created_at timestamptz not null,
  approved_by text,
  approved_by_name text,
  approved_at timestamptz,
  -- The creator approved, being the only member of staff.
  is_self_approved boolean not null default false,
  paid_at timestamptz,
  canceled_by text,
  canceled_at timestamptz,
  primary key (workspace_id, id),
  check (approved_at is null or canceled_at is null),
  check (paid_at is null or approved_at is not null)
);
create index payouts_by_time on payouts.payouts (workspace_id, created_at desc, id desc);

create table payouts.lines (
  workspace_id text not null,
  id text not null,
  payout_id text not null,
  affiliate_id text not null,
  affiliate_name text not null,
  recipient text not null,
  amount_minor bigint not null check (amount_minor > 0),
  paid_at timestamptz,
  -- The money could not be sent: what the line was to pay is payable again.
  failed_at timestamptz,
  failed_because text,
  primary key (workspace_id, id),
  unique (workspace_id, payout_id, affiliate_id),
  check (paid_at is null or failed_at is null),
  foreign key (workspace_id, payout_id) references payouts.payouts (workspace_id, id)
);
create index lines_of_affiliate on payouts.lines (workspace_id, affiliate_id);

-- Which ledger entries a line pays. An entry stands in one living batch at most.
create table payouts.items (
  workspace_id text not null,
  line_id text not null,
  entry_id text not null,
  commission_id text not null,
  amount_minor bigint not null,
  released_at timestamptz,
  primary key (workspace_id, line_id, entry_id),
  foreign key (workspace_id, line_id) references payouts.lines (workspace_id, id),
  foreign key (workspace_id, entry_id) references commissions.ledger_entries (workspace_id, id)
);
create unique index locked_once on payouts.items (workspace_id, entry_id) where released_at is null;

create function payouts.refuse_change_of_paid() returns trigger language plpgsql as $$
begin
  raise exception 'a paid payout line never changes' using errcode = 'restrict_violation';
end $$;
create trigger paid_stays before update or delete on payouts.lines
  for each row when (old.paid_at is not null) execute function payouts.refuse_change_of_paid();
