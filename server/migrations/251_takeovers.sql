-- Imports of a family read files of one kind of source, e.g. the exports of another platform.
alter table customers.import_runs add column family text;

create schema takeovers;

-- A program that is brought along from another platform by the files of one import.
create table takeovers.takeovers (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  platform text not null,
  offer_id text not null,
  import_id text not null,
  -- A link domain that serves the old short links too.
  domain text,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (workspace_id, id),
  unique (workspace_id, import_id)
);
create index takeovers_by_time on takeovers.takeovers (workspace_id, created_at desc, id desc);

-- What a record of the other platform has become here: told again, it is known for ever.
create table takeovers.items (
  workspace_id text not null,
  platform text not null,
  kind text not null check (kind in ('affiliate', 'link', 'customer')),
  source_id text not null,
  takeover_id text not null,
  -- An affiliate, a link or a lead.
  object_id text not null,
  -- Whether it was made, or was here before.
  is_made boolean not null,
  primary key (workspace_id, platform, kind, source_id),
  foreign key (workspace_id, takeover_id) references takeovers.takeovers (workspace_id, id) on delete cascade
);
create index items_by_takeover on takeovers.items (workspace_id, takeover_id, kind, source_id);
