-- The same notes of changes for less: columns are compared as they are, not as JSON. No key refers to the run, because
-- that would be looked up for every row; nobody deletes a run that has changed anything.
alter table customers.import_changes drop constraint import_changes_workspace_id_run_id_fkey;

create or replace function customers.note_imported_changes() returns trigger language plpgsql as $$
declare run text := current_setting('goodword.import_run', true);
begin
  if coalesce(run, '') = '' then return null; end if;
  if tg_argv[0] = 'account' then
    insert into customers.import_changes (workspace_id, run_id, object, record_id, other_id, before, after)
    select d.workspace_id, run, 'account', d.record_id, d.other_id, d.before, d.after from (
      select n.workspace_id, n.id as record_id, '' as other_id,
        case when n.external_id is distinct from o.external_id then jsonb_build_object('external_id', o.external_id) else '{}' end ||
        case when n.name is distinct from o.name then jsonb_build_object('name', o.name) else '{}' end ||
        case when n.name_key is distinct from o.name_key then jsonb_build_object('name_key', o.name_key) else '{}' end ||
        case when n.country is distinct from o.country then jsonb_build_object('country', o.country) else '{}' end ||
        case when n.channel is distinct from o.channel then jsonb_build_object('channel', o.channel) else '{}' end ||
        case when n.stage is distinct from o.stage then jsonb_build_object('stage', o.stage) else '{}' end ||
        case when n.stage_reason is distinct from o.stage_reason then jsonb_build_object('stage_reason', o.stage_reason) else '{}' end ||
        case when n.stage_changed_at is distinct from o.stage_changed_at then jsonb_build_object('stage_changed_at', o.stage_changed_at) else '{}' end ||
        case when n.owner_id is distinct from o.owner_id then jsonb_build_object('owner_id', o.owner_id) else '{}' end ||
        case when n.attributes is distinct from o.attributes then jsonb_build_object('attributes', o.attributes) else '{}' end ||
        case when n.fields is distinct from o.fields then jsonb_build_object('fields', o.fields) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', o.updated_at) else '{}' end ||
        case when n.domain is distinct from o.domain then jsonb_build_object('domain', o.domain) else '{}' end ||
        case when n.industry is distinct from o.industry then jsonb_build_object('industry', o.industry) else '{}' end ||
        case when n.plan_tier is distinct from o.plan_tier then jsonb_build_object('plan_tier', o.plan_tier) else '{}' end ||
        case when n.seats is distinct from o.seats then jsonb_build_object('seats', o.seats) else '{}' end ||
        case when n.signed_up_at is distinct from o.signed_up_at then jsonb_build_object('signed_up_at', o.signed_up_at) else '{}' end ||
        case when n.onboarded_at is distinct from o.onboarded_at then jsonb_build_object('onboarded_at', o.onboarded_at) else '{}' end as before,
        case when n.external_id is distinct from o.external_id then jsonb_build_object('external_id', n.external_id) else '{}' end ||
        case when n.name is distinct from o.name then jsonb_build_object('name', n.name) else '{}' end ||
        case when n.name_key is distinct from o.name_key then jsonb_build_object('name_key', n.name_key) else '{}' end ||
        case when n.country is distinct from o.country then jsonb_build_object('country', n.country) else '{}' end ||
        case when n.channel is distinct from o.channel then jsonb_build_object('channel', n.channel) else '{}' end ||
        case when n.stage is distinct from o.stage then jsonb_build_object('stage', n.stage) else '{}' end ||
        case when n.stage_reason is distinct from o.stage_reason then jsonb_build_object('stage_reason', n.stage_reason) else '{}' end ||
        case when n.stage_changed_at is distinct from o.stage_changed_at then jsonb_build_object('stage_changed_at', n.stage_changed_at) else '{}' end ||
        case when n.owner_id is distinct from o.owner_id then jsonb_build_object('owner_id', n.owner_id) else '{}' end ||
        case when n.attributes is distinct from o.attributes then jsonb_build_object('attributes', n.attributes) else '{}' end ||
        case when n.fields is distinct from o.fields then jsonb_build_object('fields', n.fields) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', n.updated_at) else '{}' end ||
        case when n.domain is distinct from o.domain then jsonb_build_object('domain', n.domain) else '{}' end ||
        case when n.industry is distinct from o.industry then jsonb_build_object('industry', n.industry) else '{}' end ||
        case when n.plan_tier is distinct from o.plan_tier then jsonb_build_object('plan_tier', n.plan_tier) else '{}' end ||
        case when n.seats is distinct from o.seats then jsonb_build_object('seats', n.seats) else '{}' end ||
        case when n.signed_up_at is distinct from o.signed_up_at then jsonb_build_object('signed_up_at', n.signed_up_at) else '{}' end ||
        case when n.onboarded_at is distinct from o.onboarded_at then jsonb_build_object('onboarded_at', n.onboarded_at) else '{}' end as after
      from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id) d
    where d.after <> '{}' order by d.record_id;
  elsif tg_argv[0] = 'person' then
    insert into customers.import_changes (workspace_id, run_id, object, record_id, other_id, before, after)
    select d.workspace_id, run, 'person', d.record_id, d.other_id, d.before, d.after from (
      select n.workspace_id, n.id as record_id, '' as other_id,
        case when n.external_id is distinct from o.external_id then jsonb_build_object('external_id', o.external_id) else '{}' end ||
        case when n.name is distinct from o.name then jsonb_build_object('name', o.name) else '{}' end ||
        case when n.name_key is distinct from o.name_key then jsonb_build_object('name_key', o.name_key) else '{}' end ||
        case when n.country is distinct from o.country then jsonb_build_object('country', o.country) else '{}' end ||
        case when n.channel is distinct from o.channel then jsonb_build_object('channel', o.channel) else '{}' end ||
        case when n.stage is distinct from o.stage then jsonb_build_object('stage', o.stage) else '{}' end ||
        case when n.stage_reason is distinct from o.stage_reason then jsonb_build_object('stage_reason', o.stage_reason) else '{}' end ||
        case when n.stage_changed_at is distinct from o.stage_changed_at then jsonb_build_object('stage_changed_at', o.stage_changed_at) else '{}' end ||
        case when n.owner_id is distinct from o.owner_id then jsonb_build_object('owner_id', o.owner_id) else '{}' end ||
        case when n.attributes is distinct from o.attributes then jsonb_build_object('attributes', o.attributes) else '{}' end ||
        case when n.fields is distinct from o.fields then jsonb_build_object('fields', o.fields) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', o.updated_at) else '{}' end ||
        case when n.email is distinct from o.email then jsonb_build_object('email', o.email) else '{}' end ||
        case when n.phone is distinct from o.phone then jsonb_build_object('phone', o.phone) else '{}' end ||
        case when n.title is distinct from o.title then jsonb_build_object('title', o.title) else '{}' end ||
        case when n.account_id is distinct from o.account_id then jsonb_build_object('account_id', o.account_id) else '{}' end as before,
        case when n.external_id is distinct from o.external_id then jsonb_build_object('external_id', n.external_id) else '{}' end ||
        case when n.name is distinct from o.name then jsonb_build_object('name', n.name) else '{}' end ||
        case when n.name_key is distinct from o.name_key then jsonb_build_object('name_key', n.name_key) else '{}' end ||
        case when n.country is distinct from o.country then jsonb_build_object('country', n.country) else '{}' end ||
        case when n.channel is distinct from o.channel then jsonb_build_object('channel', n.channel) else '{}' end ||
        case when n.stage is distinct from o.stage then jsonb_build_object('stage', n.stage) else '{}' end ||
        case when n.stage_reason is distinct from o.stage_reason then jsonb_build_object('stage_reason', n.stage_reason) else '{}' end ||
        case when n.stage_changed_at is distinct from o.stage_changed_at then jsonb_build_object('stage_changed_at', n.stage_changed_at) else '{}' end ||
        case when n.owner_id is distinct from o.owner_id then jsonb_build_object('owner_id', n.owner_id) else '{}' end ||
        case when n.attributes is distinct from o.attributes then jsonb_build_object('attributes', n.attributes) else '{}' end ||
        case when n.fields is distinct from o.fields then jsonb_build_object('fields', n.fields) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', n.updated_at) else '{}' end ||
        case when n.email is distinct from o.email then jsonb_build_object('email', n.email) else '{}' end ||
        case when n.phone is distinct from o.phone then jsonb_build_object('phone', n.phone) else '{}' end ||
        case when n.title is distinct from o.title then jsonb_build_object('title', n.title) else '{}' end ||
        case when n.account_id is distinct from o.account_id then jsonb_build_object('account_id', n.account_id) else '{}' end as after
      from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id) d
    where d.after <> '{}' order by d.record_id;
  else
    insert into customers.import_changes (workspace_id, run_id, object, record_id, other_id, before, after)
    select d.workspace_id, run, 'stakeholder', d.record_id, d.other_id, d.before, d.after from (
      select n.workspace_id, n.person_id as record_id, n.account_id as other_id,
        case when n.role is distinct from o.role then jsonb_build_object('role', o.role) else '{}' end ||
        case when n.weight is distinct from o.weight then jsonb_build_object('weight', o.weight) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', o.updated_at) else '{}' end as before,
        case when n.role is distinct from o.role then jsonb_build_object('role', n.role) else '{}' end ||
        case when n.weight is distinct from o.weight then jsonb_build_object('weight', n.weight) else '{}' end ||
        case when n.updated_at is distinct from o.updated_at then jsonb_build_object('updated_at', n.updated_at) else '{}' end as after
      from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.person_id = n.person_id and o.account_id = n.account_id) d
    where d.after <> '{}' order by d.record_id;
  end if;
  return null;
end $$;
