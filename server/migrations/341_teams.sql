-- Who works together: with the row scope team, a member reaches what everybody in their teams owns.
create table workspace.teams (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  -- Reaches what the team owns, also with the row scope own.
  lead_id text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references workspace.members (workspace_id, user_id)
    on delete set null (lead_id)
);
create unique index teams_by_name on workspace.teams (workspace_id, lower(name));
create index teams_by_lead on workspace.teams (workspace_id, lead_id) where lead_id is not null;

create table workspace.team_members (
  workspace_id text not null,
  team_id text not null,
  user_id text not null,
  primary key (workspace_id, team_id, user_id),
  foreign key (workspace_id, team_id) references workspace.teams (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references workspace.members (workspace_id, user_id) on delete cascade
);
create index team_members_by_user on workspace.team_members (workspace_id, user_id);
