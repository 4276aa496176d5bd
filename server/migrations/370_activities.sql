-- What members write down of an account or a person: notes, calls and meetings, each a record of its own.
create table customers.activities (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  kind text not null check (kind in ('note', 'call', 'meeting')),
  account_id text,
  person_id text,
  -- When a call or meeting began; of a note, when it was written.
  at timestamptz(3) not null,
  direction text check (direction in ('in', 'out')),
  duration_minutes integer check (duration_minutes between 0 and 1440),
  outcome text check (outcome in ('reached', 'voicemail', 'no_answer', 'wrong_number', 'held', 'rescheduled', 'no_show', 'other')),
  body text not null default '',
  next_step text,
  next_step_on date,
  author_id text not null,
  author_name text not null,
  is_pinned boolean not null default false,
  -- Null while nobody has changed its words.
  edited_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  search_key text collate "C" not null default '',
  primary key (workspace_id, id),
  -- For ever: also of those that were deleted.
  unique (workspace_id, external_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  check (account_id is not null or person_id is not null),
  check (kind = 'call' or direction is null),
  check (kind <> 'note' or (duration_minutes is null and outcome is null)),
  check (next_step_on is null or next_step is not null)
);
create index activities_by_time on customers.activities (workspace_id, at, id) where deleted_at is null;
create index activities_of_account on customers.activities (workspace_id, account_id, at, id) where account_id is not null;
create index activities_of_person on customers.activities (workspace_id, person_id, at, id) where person_id is not null;
create index activities_by_search_key on customers.activities using gin (search_key gin_trgm_ops);

-- Who took part beside the person that it is about.
create table customers.activity_people (
  workspace_id text not null,
  activity_id text not null,
  person_id text not null,
  primary key (workspace_id, activity_id, person_id),
  foreign key (workspace_id, activity_id) references customers.activities (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade
);
create index activity_people_by_person on customers.activity_people (workspace_id, person_id, activity_id);

-- What an activity said before each change of it.
create table customers.activity_versions (
  workspace_id text not null,
  activity_id text not null,
  version integer not null,
  said jsonb not null,
  changed_by text not null,
  changed_at timestamptz(3) not null,
  primary key (workspace_id, activity_id, version),
  foreign key (workspace_id, activity_id) references customers.activities (workspace_id, id) on delete cascade
);

alter table customers.timeline_entries
  add column activity_id text,
  add column author_id text,
  add column search_key text collate "C" not null default '';

-- As `searchKey` of the room's rules does it: plain lower-case letters stay, every other one becomes three digits or four.
-- A database without a language lowers plain letters alone, so Greek and Cyrillic ones are lowered by name.
create function customers.plain_key(given text) returns text language sql immutable as $$
  select coalesce(string_agg(
    case when letter ~ '^[ -~]$' then letter
    else case when code >= 46656 then substr(digits, code / 46656 + 1, 1) else '' end
      || substr(digits, code / 1296 % 36 + 1, 1) || substr(digits, code / 36 % 36 + 1, 1)
      || substr(digits, code % 36 + 1, 1) end, '' order by place), '')
  from (select letter, place, ascii(letter) as code, '0123456789abcdefghijklmnopqrstuvwxyz' as digits
    from regexp_split_to_table(
      trim(regexp_replace(translate(lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g')),
        'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄЂЈЉЊЋЏЅ', 'αβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяієђјљњћџѕ'), '\s+', ' ', 'g')), ''
    ) with ordinality as cut(letter, place)) as letters
  where letter <> ''
$$;

update customers.timeline_entries e set search_key = customers.plain_key(said.words)
from (
  select t.workspace_id, t.id, string_agg(v.value #>> '{}', ' ' order by v.key) as words
  from customers.timeline_entries t, jsonb_each(t.values) v
  where jsonb_typeof(v.value) = 'string' and v.key !~ 'Id$' group by t.workspace_id, t.id
) said
where e.workspace_id = said.workspace_id and e.id = said.id;

insert into customers.activities
  (workspace_id, id, kind, account_id, person_id, at, body, author_id, author_name, created_at, updated_at, search_key)
select workspace_id, source_id, 'note', account_id, person_id, at, coalesce(values->>'body', ''), '',
  coalesce(values->>'author', ''), at, at, customers.plain_key(coalesce(values->>'body', ''))
from customers.timeline_entries where kind = 'note' and code = 'customers:timeline.note';

update customers.timeline_entries set activity_id = source_id where kind = 'note' and code = 'customers:timeline.note';

drop function customers.plain_key(text);

create index timeline_of_activity on customers.timeline_entries (workspace_id, activity_id) where activity_id is not null;
create index timeline_by_search_key on customers.timeline_entries using gin (search_key gin_trgm_ops) where search_key <> '';
