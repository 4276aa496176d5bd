create schema sample;

-- How far the making of a sample company has come. A step and its count commit together, so that it goes on where
-- it was when it is interrupted.
create table sample.loads (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  account_count integer not null,
  -- The present day of the company, kept so that going on makes the same one.
  today date not null,
  state text not null default 'loading' check (state in ('loading', 'ready', 'failed')),
  steps_done integer not null default 0,
  step_count integer not null default 0,
  label text not null default '',
  updated_at timestamptz not null default now(),
  primary key (workspace_id)
);
