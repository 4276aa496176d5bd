-- One import: files that are brought in together, in the order of what refers to what.
create table customers.import_runs (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  state text not null default 'draft'
    check (state in ('draft', 'checking', 'queued', 'running', 'done', 'failed')),
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- Whoever works the run renews this; past it, the worker is gone and another one goes on.
  leased_until timestamptz,
  -- Begun again without a batch in between; too many, and the run has failed.
  attempts integer not null default 0,
  -- What the last dry run found: counts and the first errors by file.
  dry_run jsonb,
  primary key (workspace_id, id)
);
create index import_runs_by_time on customers.import_runs (workspace_id, created_at desc, id desc);
create index import_runs_in_work on customers.import_runs (workspace_id, state, leased_until)
  where state in ('checking', 'queued', 'running');

create table customers.import_files (
  workspace_id text not null,
  run_id text not null,
  id text not null,
  name text not null,
  path text not null,
  -- Ours to delete when the run is over; a file given by its path belongs to the user.
  is_upload boolean not null,
  size_bytes bigint not null,
  object_name text,
  choices jsonb not null default '{}',
  plan jsonb not null,
  rows_done bigint not null default 0,
  bytes_done bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  failed_count bigint not null default 0,
  is_finished boolean not null default false,
  -- Why the file could not be read to its end: `{ code, values }`.
  fault jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, run_id) references customers.import_runs (workspace_id, id) on delete cascade
);
create index import_files_by_run on customers.import_files (workspace_id, run_id, id);

create table customers.import_errors (
  workspace_id text not null,
  file_id text not null,
  line bigint not null,
  -- A row may have several cells that are wrong.
  ordinal smallint not null,
  column_name text,
  code text not null,
  details jsonb not null default '{}',
  cells jsonb not null,
  primary key (workspace_id, file_id, line, ordinal),
  foreign key (workspace_id, file_id) references customers.import_files (workspace_id, id) on delete cascade
);
