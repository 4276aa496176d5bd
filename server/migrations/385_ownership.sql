-- Who gets a new record without an owner: the first rule that fits. Its members take turns.
create table customers.assignment_rules (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  object text not null check (object in ('account', 'person')),
  name text not null,
  place integer not null,
  conditions jsonb not null default '{}',
  member_ids text[] not null default '{}',
  -- A person gets the owner of the account they belong to.
  follows_account boolean not null default false,
  -- How many records the rule has given away.
  given bigint not null default 0,
  is_active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  check (follows_account or cardinality(member_ids) > 0)
);
create index assignment_rules_in_order on customers.assignment_rules (workspace_id, object, place, id);

-- Everything that somebody owned, given to others in one act.
create table customers.hand_overs (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  from_user_id text not null,
  from_name text not null,
  to_members jsonb not null,
  note text,
  counts jsonb not null default '{}',
  made_by text not null,
  created_at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  undone_by text,
  primary key (workspace_id, id)
);

create table customers.hand_over_moves (
  workspace_id text not null,
  hand_over_id text not null,
  object text not null check (object in ('account', 'person', 'deal')),
  record_id text not null,
  to_user_id text not null,
  note text,
  primary key (workspace_id, hand_over_id, object, record_id),
  foreign key (workspace_id, hand_over_id) references customers.hand_overs (workspace_id, id) on delete cascade
);
