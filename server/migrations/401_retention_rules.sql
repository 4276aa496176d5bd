-- After how many months the company forgets what it does not need any more; a rule without a row is off.
create table customers.retention_rules (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  kind text not null check (kind in ('quiet_leads', 'mails', 'audit')),
  months integer not null check (months between 1 and 240),
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz(3) not null,
  last_run_at timestamptz(3),
  last_count integer,
  primary key (workspace_id, kind)
);
