-- How costs that are spent on all customers are shared among them; without a row by logged time, where there is any.
create table signals.cost_sharing (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  shared_by text not null check (shared_by in ('time', 'even')),
  primary key (workspace_id)
);
