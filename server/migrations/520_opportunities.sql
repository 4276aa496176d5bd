-- What a customer may buy in addition, found by rules from what is known of them, and what became of it.
create table success.opportunities (
  workspace_id text not null,
  id text not null,
  account_id text not null,
  kind text not null check (kind in ('seats', 'plan')),
  -- The kind while it is open, so that an account has one open of a kind.
  open_kind text,
  state text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
  -- More revenue a month.
  monthly_minor bigint not null check (monthly_minor > 0),
  currency text not null,
  -- The figures that led to it, by name.
  inputs jsonb not null,
  found_at timestamptz(3) not null,
  refreshed_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_by_name text,
  dismiss_reason text,
  -- Nothing of the kind is proposed for the account before.
  quiet_until timestamptz(3),
  deal_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  unique (workspace_id, account_id, open_kind),
  check ((state = 'open') = (open_kind is not null)),
  check (open_kind = kind),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'open') = (quiet_until is null)),
  check ((state = 'accepted') = (deal_id is not null)),
  check ((state = 'dismissed') = (dismiss_reason is not null))
);
create index opportunities_of_account on success.opportunities (workspace_id, account_id, kind, quiet_until);
create index opportunities_by_worth on success.opportunities (workspace_id, state, monthly_minor desc, id desc);
create index opportunities_by_day on success.opportunities (workspace_id, state, found_at desc, id desc);
