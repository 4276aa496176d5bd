-- Free words on records. A deleted tag, or one that went into another, keeps its rows, so that it can come back.
create table customers.tags (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  name_key text collate "C" not null,
  color text not null,
  deleted_at timestamptz(3),
  merged_into text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, merged_into) references customers.tags (workspace_id, id),
  check (merged_into is null or deleted_at is not null)
);
create unique index tags_by_name on customers.tags (workspace_id, name_key) where deleted_at is null;
create index tags_by_former_name on customers.tags (workspace_id, name_key) where deleted_at is not null;
create index tags_by_target on customers.tags (workspace_id, merged_into) where merged_into is not null;

create table customers.account_tags (
  workspace_id text not null,
  account_id text not null,
  tag_id text not null,
  -- The tag of which a merge of tags made this.
  from_tag text,
  primary key (workspace_id, account_id, tag_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, tag_id) references customers.tags (workspace_id, id) on delete cascade
);
create index account_tags_by_tag on customers.account_tags (workspace_id, tag_id, account_id);

create table customers.person_tags (
  workspace_id text not null,
  person_id text not null,
  tag_id text not null,
  from_tag text,
  primary key (workspace_id, person_id, tag_id),
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, tag_id) references customers.tags (workspace_id, id) on delete cascade
);
create index person_tags_by_tag on customers.person_tags (workspace_id, tag_id, person_id);

create table customers.deal_tags (
  workspace_id text not null,
  deal_id text not null,
  tag_id text not null,
  from_tag text,
  primary key (workspace_id, deal_id, tag_id),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, tag_id) references customers.tags (workspace_id, id) on delete cascade
);
create index deal_tags_by_tag on customers.deal_tags (workspace_id, tag_id, deal_id);
