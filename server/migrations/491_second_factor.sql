-- A workspace may ask everybody who works there for a second factor.
alter table workspace.workspaces add column requires_second_factor boolean not null default false;
