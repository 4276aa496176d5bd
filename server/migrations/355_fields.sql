-- Fields that a workspace adds to its records. The key is the name in the API and never changes.
create table customers.fields (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  object text not null check (object in ('account', 'person')),
  key text collate "C" not null,
  name text not null,
  type text not null
    check (type in ('text', 'number', 'money', 'date', 'choice', 'multi_choice', 'link', 'checkbox', 'member')),
  choices jsonb not null default '[]',
  help text,
  -- Of money; null is the workspace's.
  currency text,
  position integer not null,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, object, key)
);

-- Values by the keys of their fields, in the record itself: merges, undos and histories carry them as they are.
alter table customers.accounts add column fields jsonb not null default '{}';
alter table customers.people add column fields jsonb not null default '{}';

-- The same values as lists filter and sort by them, kept by the database alone. Texts are lower case and cut.
create table customers.field_values (
  workspace_id text not null,
  object text not null,
  record_id text not null,
  field_key text collate "C" not null,
  -- Counts the values of a field with several, from 1.
  place integer not null,
  text_value text collate "C",
  number_value double precision,
  primary key (workspace_id, object, record_id, field_key, place),
  foreign key (workspace_id, object, field_key) references customers.fields (workspace_id, object, key)
    on delete cascade
);
create index field_values_by_text on customers.field_values
  (workspace_id, object, field_key, text_value, record_id);
create index field_values_by_number on customers.field_values
  (workspace_id, object, field_key, number_value, record_id) where number_value is not null;

-- A row that was noted before there were fields has none.
create function customers.complete_fields() returns trigger language plpgsql as $$
begin
  new.fields := coalesce(new.fields, '{}');
  return new;
end $$;

create function customers.index_fields() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from customers.field_values v
    where v.workspace_id = old.workspace_id and v.object = tg_argv[0] and v.record_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into customers.field_values (workspace_id, object, record_id, field_key, place, text_value, number_value)
    select new.workspace_id, tg_argv[0], new.id, held.key, one.place,
      case jsonb_typeof(one.value)
        when 'string' then left(lower(one.value #>> '{}'), 200)
        when 'boolean' then one.value #>> '{}'
        when 'object' then one.value ->> 'currency'
      end,
      case jsonb_typeof(one.value)
        when 'number' then (one.value #>> '{}')::double precision
        when 'object' then (one.value ->> 'amountMinor')::double precision
      end
    from jsonb_each(new.fields) as held (key, value),
      jsonb_array_elements(case jsonb_typeof(held.value) when 'array' then held.value
        else jsonb_build_array(held.value) end) with ordinality as one (value, place);
  end if;
  return null;
end $$;

create trigger complete_fields before insert on customers.accounts
  for each row when (new.fields is null) execute function customers.complete_fields();
create trigger index_new_fields after insert on customers.accounts
  for each row when (new.fields <> '{}') execute function customers.index_fields('account');
create trigger index_changed_fields after update of fields on customers.accounts
  for each row when (new.fields is distinct from old.fields) execute function customers.index_fields('account');
create trigger index_gone_fields after delete on customers.accounts
  for each row when (old.fields <> '{}') execute function customers.index_fields('account');

create trigger complete_fields before insert on customers.people
  for each row when (new.fields is null) execute function customers.complete_fields();
create trigger index_new_fields after insert on customers.people
  for each row when (new.fields <> '{}') execute function customers.index_fields('person');
create trigger index_changed_fields after update of fields on customers.people
  for each row when (new.fields is distinct from old.fields) execute function customers.index_fields('person');
create trigger index_gone_fields after delete on customers.people
  for each row when (old.fields <> '{}') execute function customers.index_fields('person');
