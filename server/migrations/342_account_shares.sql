-- A single account, and with it its people, that somebody reaches beyond their row scope: a member or a team.
create table customers.account_shares (
  workspace_id text not null,
  id text not null,
  account_id text not null,
  user_id text,
  team_id text,
  -- One of the two.
  holder_id text not null,
  can_edit boolean not null,
  shared_at timestamptz(3) not null,
  shared_by text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references workspace.members (workspace_id, user_id) on delete cascade,
  foreign key (workspace_id, team_id) references workspace.teams (workspace_id, id) on delete cascade,
  check ((user_id is null) <> (team_id is null)),
  check (holder_id = coalesce(user_id, team_id)),
  -- Shared once with each.
  unique (workspace_id, account_id, holder_id)
);
create index account_shares_of_member on customers.account_shares (workspace_id, user_id, account_id)
  where user_id is not null;
create index account_shares_of_team on customers.account_shares (workspace_id, team_id, account_id)
  where team_id is not null;
