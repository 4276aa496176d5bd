-- What leads to a person beside the e-mail address and the phone number that stand in the record itself.
create table customers.contact_points (
  workspace_id text not null,
  id text not null,
  person_id text not null,
  kind text not null check (kind in ('email', 'phone', 'social', 'postal')),
  label text not null,
  -- An e-mail address in lower case, a number as it was told, a profile's name or address, or street and house.
  value text not null,
  -- What tells that two are the same, whatever their spelling.
  value_key text collate "C" not null,
  network text,
  city text,
  region text,
  postal_code text,
  country text,
  -- The merge that made it of what the other record had; the merge's undoing takes it away.
  from_merge text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, person_id, kind, value_key),
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  check ((network is not null) = (kind = 'social')),
  check (kind = 'postal' or (city is null and region is null and postal_code is null and country is null))
);
create unique index contact_points_by_email on customers.contact_points (workspace_id, value) where kind = 'email';
create index contact_points_by_plain_email on customers.contact_points
  (workspace_id, regexp_replace(value, '\+[^@]*@', '@')) where kind = 'email';
create index contact_points_by_digits on customers.contact_points
  (workspace_id, right(regexp_replace(value, '[^0-9]', '', 'g'), 9)) where kind = 'phone';
create index contact_points_by_merge on customers.contact_points (workspace_id, from_merge)
  where from_merge is not null;

-- Rows that were noted before this have null, so that the columns take it.
alter table customers.people
  add column email_label text,
  add column phone_label text,
  -- Addresses of `contact_points`, kept by the database alone, so that search finds by them.
  add column further_emails text[];

create function customers.words_of(list text[]) returns text language sql immutable parallel safe as $$
  select coalesce(' ' || array_to_string(list, ' '), '')
$$;

drop index customers.people_by_search_key;
alter table customers.people drop column search_key;
alter table customers.people add column search_key text collate "C" not null generated always as
  (name_key || ' ' || coalesce(email, '') || ' ' || coalesce(lower(external_id), '') || customers.words_of(further_emails))
  stored;
create index people_by_search_key on customers.people using gin (search_key gin_trgm_ops);

-- An address belongs to one person, as their first or as a further one. Whoever writes further ones waits for those who
-- write first ones, and the other way around, by the lock that merges take, so that each sees what the other has written.
create function customers.refuse_taken_address(address text) returns void language plpgsql as $$
begin
  raise exception 'the address % belongs to another person', address
    using errcode = 'unique_violation', schema = 'customers', table = 'people', constraint = 'address_once';
end $$;

create function customers.check_new_addresses() returns trigger language plpgsql as $$
declare taken text;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('customers.merges:' || w.workspace_id, 0))
  from (select distinct n.workspace_id from new_people n where n.email is not null) w;
  select n.email into taken from new_people n join customers.contact_points c
    on c.workspace_id = n.workspace_id and c.kind = 'email' and c.value = n.email limit 1;
  if found then perform customers.refuse_taken_address(taken); end if;
  return null;
end $$;
create trigger check_new_addresses after insert on customers.people
  referencing new table as new_people for each statement execute function customers.check_new_addresses();

-- A further address of one's own that becomes the first is no longer a further one.
create function customers.check_changed_address() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('customers.merges:' || new.workspace_id, 0));
  delete from customers.contact_points c
  where c.workspace_id = new.workspace_id and c.kind = 'email' and c.value = new.email and c.person_id = new.id;
  if exists (select from customers.contact_points c
    where c.workspace_id = new.workspace_id and c.kind = 'email' and c.value = new.email)
  then perform customers.refuse_taken_address(new.email); end if;
  return null;
end $$;
create trigger check_changed_address after update of email on customers.people
  for each row when (new.email is not null and new.email is distinct from old.email)
  execute function customers.check_changed_address();

create function customers.check_further_address() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('customers.merges:' || new.workspace_id, 0));
  if exists (select from customers.people p where p.workspace_id = new.workspace_id and p.email = new.value)
  then perform customers.refuse_taken_address(new.value); end if;
  return null;
end $$;
create trigger check_further_address after insert or update of value on customers.contact_points
  for each row when (new.kind = 'email') execute function customers.check_further_address();

create function customers.note_further_emails() returns trigger language plpgsql as $$
begin
  update customers.people p set further_emails = (
    select array_agg(c.value order by c.value) from customers.contact_points c
    where c.workspace_id = p.workspace_id and c.person_id = p.id and c.kind = 'email')
  where p.workspace_id = case when tg_op = 'DELETE' then old.workspace_id else new.workspace_id end
    and ((tg_op <> 'DELETE' and p.id = new.person_id) or (tg_op <> 'INSERT' and p.id = old.person_id));
  return null;
end $$;
create trigger note_further_emails after insert or delete or update of value, person_id on customers.contact_points
  for each row execute function customers.note_further_emails();

-- Addresses of those who were merged away so far: the record that stayed answers for them already.
insert into customers.contact_points
  (workspace_id, id, person_id, kind, label, value, value_key, from_merge, created_at, updated_at)
select f.workspace_id, 'cpt_' || replace(gen_random_uuid()::text, '-', ''), f.record_id, 'email', 'other', f.value,
  f.value, f.merge_id, now(), now()
from customers.former_keys f
where f.object = 'person' and f.kind = 'address'
  and exists (select from customers.people p where p.workspace_id = f.workspace_id and p.id = f.record_id)
  and not exists (select from customers.people p where p.workspace_id = f.workspace_id and p.email = f.value);
