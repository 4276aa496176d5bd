create extension if not exists pg_trgm;
create schema customers;

-- Times that lists are sorted by keep milliseconds only, so that a page's cursor names them exactly.
create table customers.accounts (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  name text not null,
  -- The name as it is sorted and searched: lower case, without accents, ASCII only.
  name_key text collate "C" not null,
  domain text,
  industry text,
  country text,
  plan_tier text,
  seats integer check (seats >= 0),
  channel text,
  stage text not null default 'lead' check (stage in ('lead', 'trial', 'customer', 'churned')),
  stage_reason text,
  stage_changed_at timestamptz(3),
  owner_id text,
  signed_up_at timestamptz(3),
  attributes jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  search_key text collate "C" not null generated always as
    (name_key || ' ' || coalesce(lower(domain), '') || ' ' || coalesce(lower(external_id), '')) stored,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, owner_id) references workspace.members (workspace_id, user_id)
    on delete set null (owner_id)
);
-- Who has no external id is known by the domain; who has neither, by the name.
create unique index accounts_known_by_domain on customers.accounts (workspace_id, domain)
  where external_id is null;
create unique index accounts_known_by_name on customers.accounts (workspace_id, name_key)
  where external_id is null and domain is null;
create index accounts_by_domain on customers.accounts (workspace_id, domain);
create index accounts_by_name on customers.accounts (workspace_id, name_key, id);
create index accounts_by_creation on customers.accounts (workspace_id, created_at, id);
create index accounts_by_signup on customers.accounts (workspace_id, signed_up_at, id);
create index accounts_by_seats on customers.accounts (workspace_id, seats, id);
create index accounts_by_stage on customers.accounts (workspace_id, stage, id);
create index accounts_by_channel on customers.accounts (workspace_id, channel, id);
create index accounts_by_owner on customers.accounts (workspace_id, owner_id, id);
create index accounts_by_industry on customers.accounts (workspace_id, industry, id);
create index accounts_by_country on customers.accounts (workspace_id, country, id);
create index accounts_by_plan_tier on customers.accounts (workspace_id, plan_tier, id);
create index accounts_by_search_key on customers.accounts using gin (search_key gin_trgm_ops);

-- What higher rooms have found out about an account, for lists and headers. Every account has its row from birth.
create table customers.account_figures (
  workspace_id text not null,
  account_id text not null,
  mrr_minor bigint,
  currency text,
  health_score double precision,
  health_band text not null default 'not_scored'
    check (health_band in ('good', 'average', 'poor', 'not_scored')),
  ltv_minor bigint,
  churn_risk double precision check (churn_risk between 0 and 1),
  nps_score double precision,
  csat_average double precision,
  open_tickets integer,
  last_active_at timestamptz(3),
  usage_trend double precision,
  referral_count integer,
  advocacy_score double precision,
  affiliate_id text,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index figures_by_mrr on customers.account_figures (workspace_id, mrr_minor, account_id)
  where mrr_minor is not null;
create index figures_by_health on customers.account_figures (workspace_id, health_score, account_id)
  where health_score is not null;
create index figures_by_band on customers.account_figures (workspace_id, health_band, account_id);
create index figures_by_ltv on customers.account_figures (workspace_id, ltv_minor, account_id)
  where ltv_minor is not null;
create index figures_by_risk on customers.account_figures (workspace_id, churn_risk, account_id)
  where churn_risk is not null;
create index figures_by_nps on customers.account_figures (workspace_id, nps_score, account_id)
  where nps_score is not null;
create index figures_by_csat on customers.account_figures (workspace_id, csat_average, account_id)
  where csat_average is not null;
create index figures_by_tickets on customers.account_figures (workspace_id, open_tickets, account_id)
  where open_tickets is not null;
create index figures_by_activity on customers.account_figures (workspace_id, last_active_at, account_id)
  where last_active_at is not null;
create index figures_by_trend on customers.account_figures (workspace_id, usage_trend, account_id)
  where usage_trend is not null;
create index figures_by_referrals on customers.account_figures (workspace_id, referral_count, account_id)
  where referral_count is not null;
create index figures_by_advocacy on customers.account_figures (workspace_id, advocacy_score, account_id)
  where advocacy_score is not null;
create index figures_of_affiliates on customers.account_figures (workspace_id, account_id)
  where affiliate_id is not null;

create table customers.people (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  -- Lower case.
  email text,
  name text,
  name_key text collate "C" not null,
  phone text,
  title text,
  country text,
  -- Where the person works now; `stakeholders` holds every account they have a part in.
  account_id text,
  channel text,
  stage text not null default 'lead' check (stage in ('lead', 'trial', 'customer', 'churned')),
  stage_reason text,
  stage_changed_at timestamptz(3),
  owner_id text,
  attributes jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  search_key text collate "C" not null generated always as
    (name_key || ' ' || coalesce(email, '') || ' ' || coalesce(lower(external_id), '')) stored,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  unique (workspace_id, email),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id)
    on delete set null (account_id),
  foreign key (workspace_id, owner_id) references workspace.members (workspace_id, user_id)
    on delete set null (owner_id)
);
-- Who has neither external id nor e-mail address is known by the name within the account.
create unique index people_known_by_name on customers.people (workspace_id, coalesce(account_id, ''), name_key)
  where external_id is null and email is null;
create index people_by_name on customers.people (workspace_id, name_key, id);
create index people_by_creation on customers.people (workspace_id, created_at, id);
create index people_by_account on customers.people (workspace_id, account_id, id);
create index people_by_stage on customers.people (workspace_id, stage, id);
create index people_by_channel on customers.people (workspace_id, channel, id);
create index people_by_owner on customers.people (workspace_id, owner_id, id);
create index people_by_country on customers.people (workspace_id, country, id);
create index people_by_search_key on customers.people using gin (search_key gin_trgm_ops);

-- A person's part in an account. The weight, 0 to 100, says how much their word counts; null is not known.
create table customers.stakeholders (
  workspace_id text not null,
  account_id text not null,
  person_id text not null,
  role text check (role in ('champion', 'influencer', 'decision_maker', 'user', 'blocker')),
  weight double precision check (weight between 0 and 100),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, account_id, person_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade
);
create index stakeholders_by_person on customers.stakeholders (workspace_id, person_id, account_id);
create index stakeholders_by_role on customers.stakeholders (workspace_id, role, person_id);

-- Every touch, from every room, once: a source is told again without a second entry.
create table customers.timeline_entries (
  workspace_id text not null,
  id text not null,
  account_id text,
  person_id text,
  at timestamptz(3) not null,
  kind text not null,
  source_id text not null,
  -- The sentence in the catalogs, and what it speaks of.
  code text not null,
  values jsonb not null default '{}',
  amount_minor bigint,
  currency text,
  primary key (workspace_id, id),
  unique (workspace_id, kind, source_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  check (account_id is not null or person_id is not null),
  check ((amount_minor is null) = (currency is null))
);
create index timeline_of_account on customers.timeline_entries (workspace_id, account_id, at, id);
create index timeline_of_account_by_kind on customers.timeline_entries (workspace_id, account_id, kind, at, id);
create index timeline_of_person on customers.timeline_entries (workspace_id, person_id, at, id)
  where person_id is not null;

create table customers.saved_views (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  list text not null check (list in ('accounts', 'people')),
  name text not null,
  is_shared boolean not null default false,
  -- The user or API key whose view it is.
  created_by text not null,
  query jsonb not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, list, created_by, name)
);
