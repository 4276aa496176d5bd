-- What members may do here. Built-in roles whose permissions are null may do what the release says; so they grow with
-- it until somebody decides otherwise.
create table workspace.roles (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  key text not null,
  -- Null for built-in roles, which the catalogs name.
  name text,
  permissions text[],
  -- Whose accounts and people a member reaches: one's own, one's teams', or all.
  row_scope text not null default 'all' check (row_scope in ('own', 'team', 'all')),
  is_built_in boolean not null default false,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, key),
  check (is_built_in = (name is null)),
  check (is_built_in or permissions is not null)
);
create unique index roles_by_name on workspace.roles (workspace_id, lower(name)) where name is not null;

insert into workspace.roles (workspace_id, key, is_built_in)
select workspace_id, key, true from workspace.workspaces
cross join unnest(array['owner', 'admin', 'affiliate_manager', 'success_manager', 'marketer', 'sales', 'finance',
  'viewer', 'affiliate']) as key;

-- A role that somebody has, or is invited to, stays.
alter table workspace.members add foreign key (workspace_id, role) references workspace.roles (workspace_id, key);
alter table workspace.member_invitations add foreign key (workspace_id, role)
  references workspace.roles (workspace_id, key);
create index members_by_role on workspace.members (workspace_id, role);
create index member_invitations_by_role on workspace.member_invitations (workspace_id, role);
