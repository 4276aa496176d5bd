-- How long clicks keep what was made of the visitor's address: keyed hashes and the network it came from.
alter table workspace.workspaces add column address_retention_days integer not null default 90
  check (address_retention_days between 1 and 3650);

-- Up to which moment the clicks of a workspace have lost it.
create table tracking.forgotten_addresses (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  until timestamptz not null,
  primary key (workspace_id)
);
