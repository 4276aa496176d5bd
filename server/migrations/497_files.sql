-- Files of an account, a person or a deal; one that was attached to something that was written down names it as well.
create table customers.files (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  account_id text,
  person_id text,
  deal_id text,
  activity_id text,
  name text not null,
  media_type text not null,
  size integer not null check (size > 0),
  -- Of what was uploaded and to which record: the same file sent again is the same file, for ever.
  upload_key text not null,
  author_id text not null,
  author_name text not null,
  search_key text collate "C" not null,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, upload_key),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, activity_id) references customers.activities (workspace_id, id) on delete cascade,
  check (account_id is not null or person_id is not null or deal_id is not null)
);
create index files_of_account on customers.files (workspace_id, account_id, created_at desc, id) where account_id is not null;
create index files_of_person on customers.files (workspace_id, person_id, created_at desc, id) where person_id is not null;
create index files_of_deal on customers.files (workspace_id, deal_id, created_at desc, id) where deal_id is not null;
create index files_of_activity on customers.files (workspace_id, activity_id) where activity_id is not null;
create index files_to_purge on customers.files (deleted_at) where deleted_at is not null;

create table customers.file_contents (
  workspace_id text not null,
  file_id text not null,
  content bytea not null,
  primary key (workspace_id, file_id),
  foreign key (workspace_id, file_id) references customers.files (workspace_id, id) on delete cascade
);
-- What is uploaded is mostly compressed already.
alter table customers.file_contents alter column content set storage external;
