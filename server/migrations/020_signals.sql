create schema signals;

-- Who sends us events: a write key may only add facts, so browsers hold it in the open.
create table signals.sources (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  kind text not null default 'segment' check (kind in ('segment')),
  write_key text not null,
  created_by text,
  created_at timestamptz not null default now(),
  last_received_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, write_key)
);
create index sources_by_write_key on signals.sources (write_key) where deleted_at is null;

-- What was taken already, for ever. A unique key of a partitioned table holds within one month only, and a repeat
-- may name another time, so the keys have a table of their own. `key` is the MD5 of the source and its message id.
create table signals.message_keys (
  workspace_id text collate "C" not null,
  key uuid not null,
  occurred_at timestamptz not null,
  primary key (workspace_id, key)
);

-- Raw usage, by month. No foreign keys: every one would cost a look-up on each of millions of rows. Ids and names of
-- features are compared byte by byte, which is several times faster than by the rules of a language.
create table signals.usage_events (
  workspace_id text collate "C" not null,
  key uuid not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  source_id text,
  kind text not null,
  feature text collate "C" not null,
  account_id text collate "C",
  person_id text collate "C",
  -- The sender's name for who acted: attributed later when the sender tells whom it belongs to.
  user_key text collate "C",
  quantity bigint not null check (quantity >= 0),
  duration_seconds bigint,
  error_count bigint,
  properties jsonb,
  -- By time first: new rows are added at the end of the index, not all over it.
  primary key (workspace_id, occurred_at, key)
) partition by range (occurred_at);
create index usage_events_waiting on signals.usage_events (workspace_id, user_key) where account_id is null;

-- What reports read: exact, because it changes in the transaction of the raw rows. `person_id` '' is nobody known.
create table signals.usage_days (
  workspace_id text collate "C" not null,
  account_id text collate "C" not null,
  day date not null,
  feature text collate "C" not null,
  person_id text collate "C" not null default '',
  quantity bigint not null,
  duration_seconds bigint not null default 0,
  error_count bigint not null default 0,
  last_at timestamptz not null,
  primary key (workspace_id, account_id, day, feature, person_id)
) partition by range (day);

create table signals.usage_accounts (
  workspace_id text collate "C" not null,
  account_id text collate "C" not null,
  last_used_at timestamptz not null,
  primary key (workspace_id, account_id)
) with (fillfactor = 80);

-- An anonymous or former id of a sender, and the user id that it turned out to be.
create table signals.aliases (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  alias text not null,
  user_key text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, alias)
);
create index aliases_by_user on signals.aliases (workspace_id, user_key);

-- When the newest traits or membership of a subject were told: older ones that arrive late are passed over.
create table signals.latest_traits (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  subject text not null,
  told_at timestamptz not null,
  primary key (workspace_id, subject)
);

-- Where a visitor first came from, kept until the visitor becomes a person.
create table signals.first_touches (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  user_key text not null,
  channel text not null,
  touched_at timestamptz not null,
  primary key (workspace_id, user_key)
);

create table signals.subscriptions (
  workspace_id text not null,
  id text not null,
  external_id text not null,
  account_id text not null,
  plan text,
  seats integer check (seats >= 0),
  mrr_minor bigint not null check (mrr_minor >= 0),
  currency text not null,
  billing_period text not null default 'month' check (billing_period in ('day', 'week', 'month', 'quarter', 'year')),
  is_trial boolean not null default false,
  renews boolean,
  has_upgraded boolean not null default false,
  has_downgraded boolean not null default false,
  started_on date not null,
  ended_on date check (ended_on >= started_on),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index subscriptions_by_account on signals.subscriptions (workspace_id, account_id, started_on desc);

-- The terms a subscription had and when: from the first day until the day before `until_on`.
create table signals.subscription_terms (
  workspace_id text not null,
  subscription_id text not null,
  from_on date not null,
  until_on date check (until_on >= from_on),
  account_id text not null,
  plan text,
  seats integer,
  mrr_minor bigint not null,
  currency text not null,
  is_trial boolean not null,
  primary key (workspace_id, subscription_id, from_on),
  foreign key (workspace_id, subscription_id) references signals.subscriptions (workspace_id, id) on delete cascade
);
create index subscription_terms_by_account on signals.subscription_terms (workspace_id, account_id, from_on);

-- One net movement per account, currency and day; the amounts carry their sign and add up to the account's MRR.
create table signals.mrr_movements (
  workspace_id text not null,
  account_id text not null,
  currency text not null,
  day date not null,
  kind text not null check (kind in ('new', 'expansion', 'contraction', 'churned', 'reactivation')),
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (workspace_id, account_id, currency, day),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index mrr_movements_by_day on signals.mrr_movements (workspace_id, currency, day);

create table signals.tickets (
  workspace_id text not null,
  id text not null,
  external_id text not null,
  account_id text not null,
  person_id text,
  subject text,
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  is_escalated boolean not null default false,
  opened_at timestamptz not null,
  closed_at timestamptz,
  first_response_minutes integer,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id)
    on delete set null (person_id)
);
create index tickets_by_account on signals.tickets (workspace_id, account_id, opened_at desc);

create table signals.surveys (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('nps', 'csat')),
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, kind, name)
);

-- One answer per respondent and wave: a later one replaces it. `respondent` is the person, or else who the sender says.
create table signals.survey_answers (
  workspace_id text not null,
  id text not null,
  survey_id text not null,
  kind text not null check (kind in ('nps', 'csat')),
  wave text not null,
  respondent text not null,
  external_id text,
  account_id text not null,
  person_id text,
  score integer not null check (score between 0 and 10),
  comment text,
  answered_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, survey_id, wave, respondent),
  foreign key (workspace_id, survey_id) references signals.surveys (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id)
    on delete set null (person_id)
);
create index survey_answers_by_account on signals.survey_answers (workspace_id, account_id, answered_at desc);
create index survey_answers_by_time on signals.survey_answers (workspace_id, kind, answered_at);

create table signals.churn_events (
  workspace_id text not null,
  id text not null,
  external_id text not null,
  account_id text not null,
  churned_on date not null,
  reason text,
  comment text,
  refund_minor bigint,
  currency text,
  is_reactivation boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index churn_events_by_account on signals.churn_events (workspace_id, account_id, churned_on desc);

-- Money spent on keeping customers, spread evenly over its months.
create table signals.cost_entries (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text not null,
  kind text not null check (kind in ('people', 'tools', 'programs')),
  name text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  first_month date not null check (extract(day from first_month) = 1),
  months integer not null default 1 check (months between 1 and 120),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id)
);
create index cost_entries_by_month on signals.cost_entries (workspace_id, first_month desc, id desc);

-- The accounts that an entry was spent on; none means all paying customers evenly.
create table signals.cost_targets (
  workspace_id text not null,
  cost_id text not null,
  account_id text not null,
  primary key (workspace_id, cost_id, account_id),
  foreign key (workspace_id, cost_id) references signals.cost_entries (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index cost_targets_by_account on signals.cost_targets (workspace_id, account_id);

-- Accounts whose facts changed and that nobody has been told of yet.
create table signals.changed_accounts (
  workspace_id text not null,
  account_id text not null,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, account_id)
);

create function signals.ensure_usage_months(months date[]) returns void language plpgsql as $$
declare
  month date;
begin
  foreach month in array months loop
    if to_regclass('signals.usage_events_' || to_char(month, 'YYYYMM')) is null then
      perform core.ensure_month_partitions('signals.usage_events', month, 0);
    end if;
    if to_regclass('signals.usage_days_' || to_char(month, 'YYYYMM')) is null then
      perform core.ensure_month_partitions('signals.usage_days', month, 0);
    end if;
  end loop;
end $$;

create type signals.usage_row as (
  ordinal integer,
  key uuid,
  occurred_at timestamptz,
  source_id text,
  kind text,
  feature text collate "C",
  account_id text collate "C",
  person_id text collate "C",
  user_key text collate "C",
  quantity bigint,
  duration_seconds bigint,
  error_count bigint,
  properties jsonb
);

-- Takes usage once: keys, raw rows and roll-ups in one statement. Rows of one call have different keys; `in_months`
-- are all months that they lie in. Every writer touches keys, days and accounts in the same order, so that two never
-- wait for each other.
create function signals.add_usage(
  in_workspace_id text, in_time_zone text, in_months date[], in_rows jsonb,
  out taken integer[], out account_ids text[]
) language plpgsql as $$
#variable_conflict use_column
begin
  perform signals.ensure_usage_months(in_months);
  with incoming as materialized (
    select *, (occurred_at at time zone in_time_zone)::date as day
    from jsonb_populate_recordset(null::signals.usage_row, in_rows)
  ), claimed as (
    insert into signals.message_keys as known (workspace_id, key, occurred_at)
    select in_workspace_id, key, occurred_at from incoming order by key
    on conflict do nothing
    returning known.key
  ), fresh as materialized (
    select incoming.* from incoming join claimed on claimed.key = incoming.key
  ), stored as (
    insert into signals.usage_events (workspace_id, key, occurred_at, source_id, kind, feature, account_id,
      person_id, user_key, quantity, duration_seconds, error_count, properties)
    select in_workspace_id, key, occurred_at, source_id, kind, feature, account_id,
      person_id, user_key, quantity, duration_seconds, error_count, properties
    from fresh
  ), days as (
    insert into signals.usage_days as known
      (workspace_id, account_id, day, feature, person_id, quantity, duration_seconds, error_count, last_at)
    select in_workspace_id, account_id, day, feature, coalesce(person_id, ''), sum(quantity),
      sum(coalesce(duration_seconds, 0)), sum(coalesce(error_count, 0)), max(occurred_at)
    from fresh where account_id is not null
    group by 2, 3, 4, 5
    order by 2, 3, 4, 5
    on conflict (workspace_id, account_id, day, feature, person_id) do update set
      quantity = known.quantity + excluded.quantity,
      duration_seconds = known.duration_seconds + excluded.duration_seconds,
      error_count = known.error_count + excluded.error_count,
      last_at = greatest(known.last_at, excluded.last_at)
  ), accounts as materialized (
    select account_id, max(occurred_at) as last_at
    from fresh where account_id is not null group by 1
  ), spans as (
    insert into signals.usage_accounts as known (workspace_id, account_id, last_used_at)
    select in_workspace_id, account_id, last_at from accounts order by account_id
    on conflict (workspace_id, account_id) do update set last_used_at = excluded.last_used_at
    where known.last_used_at < excluded.last_used_at
  )
  select (select array_agg(ordinal) from fresh), (select array_agg(account_id) from accounts)
  into taken, account_ids;
end $$;

-- Brings rows that were taken before to what is said now, and the roll-up by the difference. Planned at each call:
-- a plan that was made while the tables were small would read them whole for every row when they have grown.
create function signals.correct_usage(
  in_workspace_id text, in_time_zone text, in_rows jsonb, out corrected integer[], out account_ids text[]
) language plpgsql set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  with incoming as materialized (
    select * from jsonb_populate_recordset(null::signals.usage_row, in_rows)
  ), changed as materialized (
    -- Each row is looked up on its own: the planner knows neither how many rows come nor how few match.
    select now_said.*, event.occurred_at as old_occurred_at, event.account_id as old_account_id,
      event.person_id as old_person_id, event.feature as old_feature, event.quantity as old_quantity,
      event.duration_seconds as old_duration_seconds, event.error_count as old_error_count
    from incoming now_said
    cross join lateral (
      select * from signals.message_keys known
      where known.workspace_id = in_workspace_id and known.key = now_said.key limit 1
    ) known
    cross join lateral (
      select * from signals.usage_events event
      where event.workspace_id = in_workspace_id and event.key = known.key
        and event.occurred_at = known.occurred_at limit 1
    ) event
    where (event.occurred_at, event.account_id, event.person_id, event.feature, event.quantity,
        coalesce(event.duration_seconds, 0), coalesce(event.error_count, 0))
      is distinct from (now_said.occurred_at, now_said.account_id, now_said.person_id, now_said.feature,
        now_said.quantity, coalesce(now_said.duration_seconds, 0), coalesce(now_said.error_count, 0))
  ), moved as (
    update signals.message_keys known set occurred_at = changed.occurred_at from changed
    where known.workspace_id = in_workspace_id and known.key = changed.key
      and known.occurred_at <> changed.occurred_at
  ), stored as (
    update signals.usage_events event set occurred_at = changed.occurred_at, account_id = changed.account_id,
      person_id = changed.person_id, feature = changed.feature, quantity = changed.quantity,
      duration_seconds = changed.duration_seconds, error_count = changed.error_count
    from changed
    where event.workspace_id = in_workspace_id and event.key = changed.key
      and event.occurred_at = changed.old_occurred_at
  ), differences as (
    select account_id, occurred_at, feature, coalesce(person_id, '') as person_id, quantity,
      coalesce(duration_seconds, 0) as duration_seconds, coalesce(error_count, 0) as error_count
    from changed where account_id is not null
    union all
    select old_account_id, old_occurred_at, old_feature, coalesce(old_person_id, ''), -old_quantity,
      -coalesce(old_duration_seconds, 0), -coalesce(old_error_count, 0)
    from changed where old_account_id is not null
  ), days as (
    insert into signals.usage_days as known
      (workspace_id, account_id, day, feature, person_id, quantity, duration_seconds, error_count, last_at)
    select in_workspace_id, account_id, (occurred_at at time zone in_time_zone)::date, feature, person_id,
      sum(quantity), sum(duration_seconds), sum(error_count), max(occurred_at)
    from differences
    group by 2, 3, 4, 5
    order by 2, 3, 4, 5
    on conflict (workspace_id, account_id, day, feature, person_id) do update set
      quantity = known.quantity + excluded.quantity,
      duration_seconds = known.duration_seconds + excluded.duration_seconds,
      error_count = known.error_count + excluded.error_count,
      last_at = greatest(known.last_at, excluded.last_at)
  )
  select (select array_agg(ordinal) from changed),
    (select array_agg(distinct account_id) from differences)
  into corrected, account_ids;
  delete from signals.usage_days
  where workspace_id = in_workspace_id and account_id = any (account_ids) and quantity = 0;
  insert into signals.usage_accounts as known (workspace_id, account_id, last_used_at)
  select in_workspace_id, account_id, max(last_at) from signals.usage_days
  where workspace_id = in_workspace_id and account_id = any (account_ids)
  group by account_id
  on conflict (workspace_id, account_id) do update set last_used_at = excluded.last_used_at;
end $$;

-- Gives usage that came before its sender said whose it is to the account, in raw rows and roll-up.
-- `in_users`: [{ user_key, account_id, person_id }].
create function signals.attach_usage(in_workspace_id text, in_time_zone text, in_users jsonb)
returns setof text language sql as $$
  with users as materialized (
    select * from jsonb_to_recordset(in_users) as u (user_key text collate "C", account_id text collate "C", person_id text collate "C")
  ), attached as (
    update signals.usage_events event set account_id = users.account_id,
      person_id = coalesce(event.person_id, users.person_id)
    from users
    where event.workspace_id = in_workspace_id and event.user_key = users.user_key and event.account_id is null
    returning event.*
  ), days as (
    insert into signals.usage_days as known
      (workspace_id, account_id, day, feature, person_id, quantity, duration_seconds, error_count, last_at)
    select in_workspace_id, account_id, (occurred_at at time zone in_time_zone)::date, feature,
      coalesce(person_id, ''), sum(quantity), sum(coalesce(duration_seconds, 0)),
      sum(coalesce(error_count, 0)), max(occurred_at)
    from attached
    group by 2, 3, 4, 5
    order by 2, 3, 4, 5
    on conflict (workspace_id, account_id, day, feature, person_id) do update set
      quantity = known.quantity + excluded.quantity,
      duration_seconds = known.duration_seconds + excluded.duration_seconds,
      error_count = known.error_count + excluded.error_count,
      last_at = greatest(known.last_at, excluded.last_at)
  ), accounts as materialized (
    select account_id, max(occurred_at) as last_at from attached group by 1
  ), spans as (
    insert into signals.usage_accounts as known (workspace_id, account_id, last_used_at)
    select in_workspace_id, account_id, last_at from accounts order by account_id
    on conflict (workspace_id, account_id) do update set last_used_at = excluded.last_used_at
    where known.last_used_at < excluded.last_used_at
  )
  select account_id from accounts
$$;

-- Gives one person's use of an account to another person: two names turned out to be the same user.
create function signals.merge_usage(
  in_workspace_id text, in_account_id text, in_from_person_id text, in_to_person_id text
) returns void language sql as $$
  with moved as (
    delete from signals.usage_days
    where workspace_id = in_workspace_id and account_id = in_account_id and person_id = in_from_person_id
    returning *
  )
  insert into signals.usage_days as known
    (workspace_id, account_id, day, feature, person_id, quantity, duration_seconds, error_count, last_at)
  select workspace_id, account_id, day, feature, in_to_person_id, quantity, duration_seconds, error_count, last_at
  from moved order by 2, 3, 4
  on conflict (workspace_id, account_id, day, feature, person_id) do update set
    quantity = known.quantity + excluded.quantity,
    duration_seconds = known.duration_seconds + excluded.duration_seconds,
    error_count = known.error_count + excluded.error_count,
    last_at = greatest(known.last_at, excluded.last_at)
$$;

select core.ensure_month_partitions('signals.usage_events', current_date, 3);
select core.ensure_month_partitions('signals.usage_days', current_date, 3);
