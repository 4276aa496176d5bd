-- What an import made and changed, noted by the statements that write it, so that the import can be taken back.
-- Whoever imports says so for the transaction: set_config('goodword.import_run', <run>, true).

-- Records and links that came into being: a statement's ids in one row. A link's id is the record's, a space, and the
-- other's.
create table customers.import_creations (
  workspace_id text not null,
  run_id text not null,
  n bigint generated always as identity,
  object text not null check (object in ('account', 'person', 'stakeholder', 'account_tag', 'person_tag')),
  -- As it stands in the rows themselves.
  at timestamptz(3) not null,
  record_ids text[] not null,
  primary key (workspace_id, run_id, n),
  foreign key (workspace_id, run_id) references customers.import_runs (workspace_id, id) on delete cascade
);
create index import_creations_by_time on customers.import_creations (workspace_id, run_id, object, at);

-- Of rows that were there: the columns that changed, as they were and as they became.
create table customers.import_changes (
  workspace_id text not null,
  run_id text not null,
  n bigint generated always as identity,
  object text not null check (object in ('account', 'person', 'stakeholder')),
  record_id text not null,
  -- The account, of a part in it.
  other_id text not null default '',
  before jsonb not null,
  after jsonb not null,
  primary key (workspace_id, run_id, n),
  foreign key (workspace_id, run_id) references customers.import_runs (workspace_id, id) on delete cascade
);
create index import_changes_by_record on customers.import_changes (workspace_id, record_id, run_id, n);

create table customers.import_undos (
  workspace_id text not null,
  run_id text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done')),
  undone_by text not null,
  undone_by_name text not null,
  requested_at timestamptz(3) not null,
  finished_at timestamptz(3),
  -- How far it got: a step of the work, and the last note that was dealt with in it.
  step smallint not null default 0,
  after_n bigint,
  total_count bigint not null,
  done_count bigint not null default 0,
  removed_count bigint not null default 0,
  restored_count bigint not null default 0,
  kept_count bigint not null default 0,
  primary key (workspace_id, run_id),
  foreign key (workspace_id, run_id) references customers.import_runs (workspace_id, id) on delete cascade
);

-- What could not be taken back, and why.
create table customers.import_kept (
  workspace_id text not null,
  run_id text not null,
  object text not null check (object in ('account', 'person', 'stakeholder')),
  record_id text not null,
  reason text not null,
  primary key (workspace_id, run_id, object, record_id),
  foreign key (workspace_id, run_id) references customers.import_undos (workspace_id, run_id) on delete cascade
);

create function customers.note_imported_records() returns trigger language plpgsql as $$
declare run text := current_setting('goodword.import_run', true);
begin
  if coalesce(run, '') = '' then return null; end if;
  insert into customers.import_creations (workspace_id, run_id, object, at, record_ids)
  select r.workspace_id, run, tg_argv[0], r.created_at, array_agg(r.id) from new_rows r
  group by r.workspace_id, r.created_at;
  return null;
end $$;

create function customers.note_imported_links() returns trigger language plpgsql as $$
declare run text := current_setting('goodword.import_run', true);
begin
  if coalesce(run, '') = '' then return null; end if;
  if tg_argv[0] = 'stakeholder' then
    insert into customers.import_creations (workspace_id, run_id, object, at, record_ids)
    select r.workspace_id, run, tg_argv[0], r.updated_at, array_agg(r.person_id || ' ' || r.account_id)
    from new_rows r group by r.workspace_id, r.updated_at;
  elsif tg_argv[0] = 'account_tag' then
    insert into customers.import_creations (workspace_id, run_id, object, at, record_ids)
    select r.workspace_id, run, tg_argv[0], now(), array_agg(r.account_id || ' ' || r.tag_id)
    from new_rows r group by r.workspace_id;
  else
    insert into customers.import_creations (workspace_id, run_id, object, at, record_ids)
    select r.workspace_id, run, tg_argv[0], now(), array_agg(r.person_id || ' ' || r.tag_id)
    from new_rows r group by r.workspace_id;
  end if;
  return null;
end $$;

create function customers.note_imported_changes() returns trigger language plpgsql as $$
declare run text := current_setting('goodword.import_run', true);
begin
  if coalesce(run, '') = '' then return null; end if;
  if tg_argv[0] = 'stakeholder' then
    insert into customers.import_changes (workspace_id, run_id, object, record_id, other_id, before, after)
    select n.workspace_id, run, tg_argv[0], n.person_id, n.account_id, d.before, d.after
    from new_rows n join old_rows o
      on o.workspace_id = n.workspace_id and o.person_id = n.person_id and o.account_id = n.account_id
    cross join lateral (
      select jsonb_object_agg(c.key, to_jsonb(o) -> c.key) as before, jsonb_object_agg(c.key, c.value) as after
      from jsonb_each(to_jsonb(n)) c where c.value is distinct from to_jsonb(o) -> c.key) d
    where d.after is not null order by n.person_id;
  else
    insert into customers.import_changes (workspace_id, run_id, object, record_id, before, after)
    select n.workspace_id, run, tg_argv[0], n.id, d.before, d.after
    from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
    cross join lateral (select to_jsonb(o) as was) w
    cross join lateral (
      select jsonb_object_agg(c.key, w.was -> c.key) as before, jsonb_object_agg(c.key, c.value) as after
      from jsonb_each(to_jsonb(n)) c
      where c.key <> 'search_key' and c.value is distinct from w.was -> c.key) d
    where d.after is not null order by n.id;
  end if;
  return null;
end $$;

create trigger note_imported after insert on customers.accounts referencing new table as new_rows
  for each statement execute function customers.note_imported_records('account');
create trigger note_imported_change after update on customers.accounts
  referencing old table as old_rows new table as new_rows
  for each statement execute function customers.note_imported_changes('account');
create trigger note_imported after insert on customers.people referencing new table as new_rows
  for each statement execute function customers.note_imported_records('person');
create trigger note_imported_change after update on customers.people
  referencing old table as old_rows new table as new_rows
  for each statement execute function customers.note_imported_changes('person');
create trigger note_imported after insert on customers.stakeholders referencing new table as new_rows
  for each statement execute function customers.note_imported_links('stakeholder');
create trigger note_imported_change after update on customers.stakeholders
  referencing old table as old_rows new table as new_rows
  for each statement execute function customers.note_imported_changes('stakeholder');
create trigger note_imported after insert on customers.account_tags referencing new table as new_rows
  for each statement execute function customers.note_imported_links('account_tag');
create trigger note_imported after insert on customers.person_tags referencing new table as new_rows
  for each statement execute function customers.note_imported_links('person_tag');
