-- Two records that may be one, with the reasons. The smaller id comes first, so that a pair is there once.
create table customers.duplicates (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  object text not null check (object in ('account', 'person')),
  first_id text collate "C" not null,
  second_id text collate "C" not null,
  score smallint not null check (score between 1 and 100),
  is_sure boolean not null,
  reasons text[] not null,
  found_at timestamptz(3) not null,
  -- "Not the same", for ever.
  dismissed_at timestamptz(3),
  dismissed_by text,
  primary key (workspace_id, id),
  unique (workspace_id, object, first_id, second_id),
  check (first_id < second_id)
);
create index duplicates_by_score on customers.duplicates (workspace_id, score desc, id) where dismissed_at is null;
create index duplicates_by_second on customers.duplicates (workspace_id, second_id);
create index duplicates_by_first on customers.duplicates (workspace_id, first_id);

-- Addresses without what is put after a plus sign, the last digits of telephone numbers, and domains of addresses.
create index people_by_plain_email on customers.people (workspace_id, regexp_replace(email, '\+[^@]*@', '@'))
  where email is not null;
create index people_by_phone_digits on customers.people
  (workspace_id, right(regexp_replace(phone, '[^0-9]', '', 'g'), 9)) where phone is not null;
create index people_by_mail_domain on customers.people (workspace_id, split_part(email, '@', 2))
  where email is not null;
