-- An affiliate lets a balance grow to this before it is paid; below the currency's minimum it changes nothing.
create table payouts.own_minimums (
  workspace_id text not null,
  affiliate_id text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  updated_at timestamptz not null,
  primary key (workspace_id, affiliate_id, currency)
);

-- An affiliate asks to be paid: open until a payout holds the balance, and again when that payout is canceled.
create table payouts.requests (
  workspace_id text not null,
  id text not null,
  affiliate_id text not null,
  currency text not null,
  requested_at timestamptz not null,
  payout_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, payout_id) references payouts.payouts (workspace_id, id)
);
create unique index one_open_request on payouts.requests (workspace_id, affiliate_id, currency)
  where payout_id is null;

-- On this day of each month a payout of everything that is ready is created, and waits for approval.
create table payouts.schedules (
  workspace_id text not null primary key,
  day_of_month integer not null check (day_of_month between 1 and 28),
  first_month text not null,
  updated_at timestamptz not null
);
create table payouts.scheduled_months (
  workspace_id text not null,
  month text not null,
  created_at timestamptz not null,
  primary key (workspace_id, month)
);
