-- What affiliates are given beside money: credit in the company's own product, points, or a thing.
create table commissions.non_cash_rewards (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  -- Names what is rewarded: it is granted once, for ever.
  source_key text not null,
  occasion text not null check (occasion in ('lead', 'first_sale', 'sale', 'manual')),
  affiliate_id text not null,
  offer_id text,
  customer_id text,
  -- Of the sale that earned it.
  commission_id text,
  plan_id text,
  plan_version integer,
  kind text not null check (kind in ('credit', 'points', 'gift')),
  -- The credit, or what a gift is worth.
  amount_minor bigint check (amount_minor > 0),
  currency text,
  points integer check (points > 0),
  -- Of the points, or of the gift.
  name text,
  -- Why somebody granted it by hand.
  reason text,
  earned_at timestamptz(3) not null,
  release_at timestamptz(3) not null,
  needs_approval boolean not null,
  -- Since when what earned it does not stand any more.
  lost_at timestamptz(3),
  lost_because text check (lost_because in ('refunded', 'declined', 'moved')),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_key),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id),
  check ((amount_minor is null) = (currency is null)),
  check ((kind = 'points') = (points is not null)),
  check ((kind = 'credit') = (name is null)),
  check (kind <> 'credit' or amount_minor is not null),
  check (kind <> 'points' or amount_minor is null),
  check ((lost_at is null) = (lost_because is null)),
  check ((occasion = 'manual') = (reason is not null))
);
create index non_cash_rewards_affiliate on commissions.non_cash_rewards (workspace_id, affiliate_id);
create index non_cash_rewards_customer on commissions.non_cash_rewards (workspace_id, customer_id);
create index non_cash_rewards_earned on commissions.non_cash_rewards (workspace_id, earned_at, id);

-- That a credit or gift was given, by whom; what was undone stays, with who undid it.
create table commissions.handovers (
  workspace_id text not null,
  id text not null,
  reward_id text not null,
  given_at timestamptz(3) not null,
  given_by text not null,
  given_by_name text not null,
  note text,
  -- Of a voucher, for the affiliate to read.
  code text,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, reward_id) references commissions.non_cash_rewards (workspace_id, id) on delete cascade,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index handovers_given_once on commissions.handovers (workspace_id, reward_id) where withdrawn_at is null;
