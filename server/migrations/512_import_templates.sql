-- Where the columns of a file go, under a name: for the next file with the same header row.
create table customers.import_templates (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  name_key text collate "C" not null,
  object_name text not null,
  -- What two equal header rows have in common, whatever their case and punctuation.
  header_key text not null,
  -- [{ header, target, dateOrder, decimalMark }]
  columns jsonb not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (workspace_id, id)
);
create unique index import_templates_by_name on customers.import_templates (workspace_id, name_key)
  where deleted_at is null;
create index import_templates_by_header on customers.import_templates (workspace_id, header_key)
  where deleted_at is null;
