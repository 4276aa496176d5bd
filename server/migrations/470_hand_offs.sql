-- A lead that goes from one hand to the next, with what was promised; who gets it takes it, or gives it back and says why.
create table customers.hand_offs (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  account_id text,
  person_id text,
  -- The record as it was called then, while it waits: a merge of two that both wait takes neither away.
  waiting_as text,
  from_id text not null,
  from_name text not null,
  -- To a member, or to whoever of a role takes it.
  to_id text,
  to_role text,
  promised text,
  next_step text,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'returned', 'withdrawn')),
  created_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  accepted_by text,
  accepted_by_name text,
  ended_at timestamptz(3),
  ended_by_name text,
  reason text check (reason in ('not_ready', 'wrong_contact', 'no_need', 'no_budget', 'bad_data', 'duplicate', 'other')),
  note text,
  task_id text,
  deal_id text,
  primary key (workspace_id, id),
  unique (workspace_id, waiting_as),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, to_id) references workspace.members (workspace_id, user_id) on delete set null (to_id),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete set null (deal_id),
  check (num_nonnulls(account_id, person_id) = 1),
  check ((state = 'waiting') = (waiting_as is not null)),
  check ((state in ('returned', 'withdrawn')) = (ended_at is not null)),
  check (state <> 'accepted' or accepted_at is not null),
  check ((state = 'returned') = (reason is not null))
);
create index hand_offs_by_creation on customers.hand_offs (workspace_id, created_at, id);
create index hand_offs_of_account on customers.hand_offs (workspace_id, account_id, created_at);
create index hand_offs_of_person on customers.hand_offs (workspace_id, person_id, created_at);
create index hand_offs_of_receiver on customers.hand_offs (workspace_id, to_id, created_at);
create index hand_offs_of_deal on customers.hand_offs (workspace_id, deal_id) where deal_id is not null;
