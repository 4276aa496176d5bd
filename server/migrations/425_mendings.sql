-- What was mended at once among records with faults, so that it can be put back.
create table customers.mendings (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  fault text not null,
  -- Of each record what stood there and what stands there now.
  changes jsonb not null,
  mended_by text not null,
  mended_at timestamptz(3) not null,
  undone_at timestamptz(3),
  primary key (workspace_id, id)
);
