-- Contests between affiliates: for the first places of a measure over some days of the workspace there are prizes.
create table commissions.contests (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  -- Null for the sales of every offer.
  offer_id text,
  from_day date not null,
  -- The last one.
  to_day date not null check (to_day >= from_day),
  measure text not null check (measure in ('sales', 'revenue', 'customers')),
  currency text not null,
  -- For the first place, the second, and so on.
  prizes_minor bigint[] not null check (cardinality(prizes_minor) between 1 and 10 and 0 < all (prizes_minor)),
  least_figure bigint check (least_figure > 0),
  wait_days integer not null check (wait_days between 0 and 365),
  shows_names boolean not null,
  created_at timestamptz(3) not null,
  closed_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancel_reason text,
  primary key (workspace_id, id),
  check (closed_at is null or cancelled_at is null),
  check ((cancelled_at is null) = (cancel_reason is null))
);

-- How a contest ended, with every figure; written once, when it is closed.
create table commissions.contest_results (
  workspace_id text not null,
  contest_id text not null,
  affiliate_id text not null,
  figure bigint not null,
  reached_at timestamptz(3) not null,
  -- Null for whoever took none: suspended at the closing, or below the least figure.
  place integer check (place > 0),
  prize_minor bigint not null check (prize_minor >= 0),
  primary key (workspace_id, contest_id, affiliate_id),
  unique (workspace_id, contest_id, place),
  foreign key (workspace_id, contest_id) references commissions.contests (workspace_id, id) on delete cascade,
  check (place is not null or prize_minor = 0)
);
create trigger contest_results_stay before update on commissions.contest_results
  for each statement execute function commissions.refuse_change();
