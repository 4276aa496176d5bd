-- A group's own payout terms stand before the company's; they end with the group.
create table payouts.group_minimums (
  workspace_id text not null,
  group_id text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  updated_at timestamptz not null,
  primary key (workspace_id, group_id, currency),
  foreign key (workspace_id, group_id) references affiliates.groups (workspace_id, id) on delete cascade
);

create table payouts.group_schedules (
  workspace_id text not null,
  group_id text not null,
  -- Null is never by itself.
  day_of_month integer check (day_of_month between 1 and 28),
  first_month text,
  updated_at timestamptz not null,
  primary key (workspace_id, group_id),
  check ((day_of_month is null) = (first_month is null)),
  foreign key (workspace_id, group_id) references affiliates.groups (workspace_id, id) on delete cascade
);

-- In which months a group's payouts were created.
create table payouts.group_months (
  workspace_id text not null,
  group_id text not null,
  month text not null,
  created_at timestamptz not null,
  primary key (workspace_id, group_id, month),
  foreign key (workspace_id, group_id) references affiliates.groups (workspace_id, id) on delete cascade
);
