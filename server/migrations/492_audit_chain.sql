-- An audit row is sealed when it is written: `seal` is a keyed hash of what it says, in which `detail_hash` stands for
-- `before` and `after`. A job puts sealed rows into one order a workspace, each hashed with the one before it. What the
-- erasure of a person takes out of a row, and what retention deletes, is sealed in its place.
alter table workspace.audit_entries
  add column detail_hash text,
  add column seal text,
  add column sequence bigint,
  add column chain_hash text,
  add column blanked_at timestamptz,
  add column blank_seal text;
create unique index audit_in_order on workspace.audit_entries (workspace_id, sequence);
create index audit_out_of_order on workspace.audit_entries (workspace_id, id) where sequence is null;

-- The end of each workspace's chain, and what the last check of it found.
create table workspace.audit_chains (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  sequence bigint not null default 0,
  chain_hash text not null default '',
  seal text,
  sealed_at timestamptz,
  checked_at timestamptz,
  checked_until timestamptz,
  checked_entries bigint,
  fault_count integer,
  faults jsonb not null default '[]',
  primary key (workspace_id)
);

-- Runs of rows that retention deleted; the chain goes on from the hash of the last of them.
create table workspace.audit_gaps (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  first_sequence bigint not null,
  last_sequence bigint not null,
  last_hash text not null,
  seal text not null,
  primary key (workspace_id, first_sequence)
);
