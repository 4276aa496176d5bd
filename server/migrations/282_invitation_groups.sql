-- The group that whoever accepts an invitation joins.
alter table affiliates.invitations
  add column group_id text,
  add foreign key (workspace_id, group_id) references affiliates.groups (workspace_id, id);
create index invitations_by_group on affiliates.invitations (workspace_id, group_id) where group_id is not null;
