-- Reports are kept under a name like lists.
alter table customers.saved_views drop constraint saved_views_list_check;
alter table customers.saved_views add constraint saved_views_list_check
  check (list in ('accounts', 'people', 'reports'));

create schema strategy;

-- A report that is sent to members by mail. It keeps its own question: a view that is changed later does not change it.
create table strategy.report_schedules (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  rhythm text not null check (rhythm in ('weekly', 'monthly')),
  query jsonb not null,
  -- Members; who has left, or may not read reports any more, gets nothing.
  user_ids text[] not null,
  -- The first day of the period in which it is sent next, in the workspace's time zone.
  next_day date not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
