-- What an affiliate has taken for points; what was undone stays, and gives them back.
create table commissions.point_redemptions (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  -- The company's own id for it: known once, for ever.
  external_id text,
  affiliate_id text not null,
  -- Of the points.
  name text not null,
  points integer not null check (points > 0),
  -- What it was redeemed for.
  purpose text not null,
  -- Of a voucher, for the affiliate to read.
  code text,
  redeemed_at timestamptz(3) not null,
  redeemed_by text not null,
  redeemed_by_name text not null,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index point_redemptions_affiliate on commissions.point_redemptions (workspace_id, affiliate_id, name);

-- Somebody takes back what was granted by hand and not given yet.
alter table commissions.non_cash_rewards drop constraint non_cash_rewards_lost_because_check;
alter table commissions.non_cash_rewards add constraint non_cash_rewards_lost_because_check
  check (lost_because in ('refunded', 'declined', 'moved', 'by_hand'));
