-- Names under which staff keep affiliates together; an affiliate is in one at most.
create table affiliates.groups (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create unique index group_name_once on affiliates.groups (workspace_id, lower(name));

alter table affiliates.affiliates
  add column group_id text,
  add foreign key (workspace_id, group_id) references affiliates.groups (workspace_id, id);
create index affiliates_by_group on affiliates.affiliates (workspace_id, group_id) where group_id is not null;
