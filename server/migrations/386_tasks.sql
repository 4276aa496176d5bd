-- What people have to do, about accounts, people and deals, or about nothing in particular.
create table customers.tasks (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  title text not null,
  name_key text collate "C" not null,
  note text,
  -- A day in the workspace's time zone; the time, where there is one, lies on it.
  due_on date,
  due_at timestamptz(3),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high')),
  -- Somebody's, or whoever's of a role takes it first; who took it keeps the role beside them.
  assignee_id text,
  assignee_role text,
  account_id text,
  person_id text,
  deal_id text,
  state text not null default 'open' check (state in ('open', 'done', 'canceled')),
  closed_at timestamptz(3),
  closed_by text,
  closed_by_name text,
  -- An RFC 5545 rule; the tasks of a series are counted, so that each is made once.
  recurrence text,
  series_id text,
  series_place integer,
  series_start date,
  remind_at timestamptz(3),
  reminded_at timestamptz(3),
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  search_key text collate "C" not null generated always as
    (name_key || ' ' || coalesce(lower(external_id), '')) stored,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  unique (workspace_id, series_id, series_place),
  foreign key (workspace_id, assignee_id) references workspace.members (workspace_id, user_id)
    on delete set null (assignee_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id)
    on delete set null (account_id),
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id)
    on delete set null (person_id),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete set null (deal_id),
  check ((state = 'open') = (closed_at is null)),
  check (due_at is null or due_on is not null),
  check ((recurrence is null) or (due_on is not null and series_id is not null))
);
create index tasks_by_due on customers.tasks (workspace_id, due_on, id);
create index tasks_by_creation on customers.tasks (workspace_id, created_at, id);
create index tasks_by_name on customers.tasks (workspace_id, name_key, id);
create index tasks_by_closing on customers.tasks (workspace_id, closed_at, id);
create index tasks_of_assignee on customers.tasks (workspace_id, assignee_id, due_on, id) where state = 'open';
create index tasks_of_role on customers.tasks (workspace_id, assignee_role, due_on, id)
  where state = 'open' and assignee_id is null;
create index tasks_of_account on customers.tasks (workspace_id, account_id, id);
create index tasks_of_person on customers.tasks (workspace_id, person_id, id);
create index tasks_of_deal on customers.tasks (workspace_id, deal_id, id);
create index tasks_by_search_key on customers.tasks using gin (search_key gin_trgm_ops);
create index tasks_to_remind on customers.tasks (workspace_id, remind_at, id)
  where reminded_at is null and state = 'open';

create table customers.task_items (
  workspace_id text not null,
  task_id text not null,
  place integer not null,
  text text not null,
  is_done boolean not null default false,
  primary key (workspace_id, task_id, place),
  foreign key (workspace_id, task_id) references customers.tasks (workspace_id, id) on delete cascade
);

-- A task waits until every blocker is done or canceled.
create table customers.task_blockers (
  workspace_id text not null,
  task_id text not null,
  blocker_id text not null,
  primary key (workspace_id, task_id, blocker_id),
  foreign key (workspace_id, task_id) references customers.tasks (workspace_id, id) on delete cascade,
  foreign key (workspace_id, blocker_id) references customers.tasks (workspace_id, id) on delete cascade,
  check (task_id <> blocker_id)
);
create index task_blockers_by_blocker on customers.task_blockers (workspace_id, blocker_id, task_id);

alter table customers.hand_over_moves drop constraint hand_over_moves_object_check;
alter table customers.hand_over_moves add constraint hand_over_moves_object_check
  check (object in ('account', 'person', 'deal', 'task'));
