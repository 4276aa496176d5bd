-- Tasks that are always the same for an account, with days counted from a start.
create table customers.task_templates (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create unique index task_templates_by_name on customers.task_templates (workspace_id, lower(name));

create table customers.task_template_steps (
  workspace_id text not null,
  template_id text not null,
  place integer not null,
  title text not null,
  note text,
  -- Days after the start; before it where negative.
  offset_days integer not null check (offset_days between -365 and 3650),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high')),
  -- Neither is the account's owner.
  assignee_id text,
  assignee_role text,
  waits_for_previous boolean not null default false,
  primary key (workspace_id, template_id, place),
  foreign key (workspace_id, template_id) references customers.task_templates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references workspace.members (workspace_id, user_id)
    on delete set null (assignee_id),
  foreign key (workspace_id, assignee_role) references workspace.roles (workspace_id, key)
    on delete set null (assignee_role),
  check (assignee_id is null or assignee_role is null)
);
create index task_template_steps_by_assignee on customers.task_template_steps (workspace_id, assignee_id)
  where assignee_id is not null;
create index task_template_steps_by_role on customers.task_template_steps (workspace_id, assignee_role)
  where assignee_role is not null;

-- A template is applied to an account once for each start; undone, it never was.
create table customers.task_template_uses (
  workspace_id text not null,
  id text not null,
  template_id text not null,
  account_id text not null,
  start_on date not null,
  task_ids text[] not null default '{}',
  applied_by_name text not null,
  applied_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, template_id, account_id, start_on),
  foreign key (workspace_id, template_id) references customers.task_templates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index task_template_uses_by_account on customers.task_template_uses (workspace_id, account_id, id);
