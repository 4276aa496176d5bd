-- Two records that were one: which stays, which is gone, and what both were before.
create table customers.merges (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  object text not null check (object in ('account', 'person')),
  kept_id text not null,
  merged_id text not null,
  kept_name text not null,
  merged_name text not null,
  -- Of people who were merged because their accounts were.
  part_of text,
  kept_before jsonb not null,
  kept_after jsonb,
  merged_row jsonb not null,
  merged_at timestamptz(3) not null,
  merged_by text not null,
  undo_until timestamptz(3) not null,
  undone_at timestamptz(3),
  undone_by text,
  primary key (workspace_id, id)
);
-- A record is merged away once, unless that was undone.
create unique index merges_standing on customers.merges (workspace_id, object, merged_id) where undone_at is null;
create index merges_by_kept on customers.merges (workspace_id, kept_id, id);
create index merges_by_merged on customers.merges (workspace_id, merged_id, id);

-- What moved in a merge, row by row: the key of a row that only changed hands, or what two rows were before they
-- became one.
create table customers.merge_moves (
  workspace_id text not null,
  merge_id text not null,
  n bigint generated always as identity,
  held text not null,
  row_key jsonb,
  gone jsonb,
  kept_before jsonb,
  kept_after jsonb,
  primary key (workspace_id, merge_id, n),
  foreign key (workspace_id, merge_id) references customers.merges (workspace_id, id) on delete cascade,
  check ((row_key is null) <> (gone is null))
);

-- The ids, external ids and addresses of records that are gone, and who answers to them now. `origin_id` is the
-- record that they belonged to first.
create table customers.former_keys (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  object text not null check (object in ('account', 'person')),
  kind text not null check (kind in ('id', 'external_id', 'address')),
  value text not null,
  record_id text not null,
  origin_id text not null,
  merge_id text not null,
  primary key (workspace_id, object, kind, value),
  foreign key (workspace_id, merge_id) references customers.merges (workspace_id, id) on delete cascade
);
create index former_keys_by_record on customers.former_keys (workspace_id, record_id);
create index former_keys_by_merge on customers.former_keys (workspace_id, merge_id);

-- What points to a record is found by it.
create index tickets_by_person on signals.tickets (workspace_id, person_id) where person_id is not null;
create index survey_answers_by_person on signals.survey_answers (workspace_id, person_id) where person_id is not null;
create index usage_days_by_person on signals.usage_days (workspace_id, person_id) where person_id <> '';
create index asks_by_account on affiliates.asks (workspace_id, account_id) where account_id is not null;
create index invitations_by_person on affiliates.invitations (workspace_id, person_id);
create index invitations_by_account on affiliates.invitations (workspace_id, account_id) where account_id is not null;
create index referred_customers_by_person on tracking.referred_customers (workspace_id, person_id)
  where person_id is not null;
create index deals_by_record on tracking.deals (workspace_id, account_id) where account_id is not null;
create index deals_by_person on tracking.deals (workspace_id, person_id) where person_id is not null;

-- The cap on asks holds for who was asked as they were known then: two people who turn out to be one may both have
-- been asked.
alter table affiliates.asks add column asked_as text;
update affiliates.asks set asked_as = person_id;
alter table affiliates.asks alter column asked_as set not null;
alter table affiliates.asks drop constraint one_ask_per_person;
alter table affiliates.asks add constraint one_ask_per_person exclude using gist
  (workspace_id with =, asked_as with =, tstzrange(asked_at, rests_until) with &&);
create index asks_by_person on affiliates.asks (workspace_id, person_id, asked_at desc);

-- Under which accounts and people a raw event stood before theirs were merged, the latest last.
alter table signals.usage_events add column former_account_ids text[];
alter table signals.usage_events add column former_person_ids text[];
