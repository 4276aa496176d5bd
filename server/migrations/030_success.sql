create schema success;

-- What a workspace assumes where nothing can be measured.
create table success.settings (
  workspace_id text primary key references workspace.workspaces (workspace_id) on delete cascade,
  gross_margin double precision not null check (gross_margin > 0 and gross_margin <= 1),
  updated_at timestamptz(3) not null default now()
);

-- The ordered health profiles, whole, one row for each time they were saved. Version 0 comes with Goodword.
create table success.health_profile_versions (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  version integer not null check (version > 0),
  profiles jsonb not null,
  saved_by text not null,
  saved_at timestamptz(3) not null default now(),
  primary key (workspace_id, version)
);

-- What the last refresh found out about every account: health, value, risk, and the place as a future affiliate.
create table success.account_scores (
  workspace_id text not null,
  account_id text not null,
  is_alive boolean not null,
  -- Health. A null score is "not scored".
  health_score smallint check (health_score between 0 and 100),
  health_band text not null check (health_band in ('good', 'average', 'poor', 'not_scored')),
  coverage real not null,
  profile_key text not null,
  profile_version integer not null,
  contributions jsonb not null,
  capped_by text,
  cap real,
  is_overridden boolean not null,
  -- Null for who has left.
  churn_risk real check (churn_risk between 0 and 1),
  mrr_at_risk_minor bigint,
  -- Simple LTV with what it was made of; the churn rate of the segment is in the standards.
  ltv_minor bigint,
  gross_margin real not null,
  is_margin_assumed boolean not null,
  churn_segment text not null,
  -- The ranking, or why the account is not asked.
  is_eligible boolean not null,
  advocacy_score double precision not null,
  willingness real not null,
  success real not null,
  reach real not null,
  worth real not null,
  inputs jsonb not null,
  reasons jsonb not null,
  people jsonb not null,
  exclusions jsonb not null,
  -- The segment, as it was then.
  industry text,
  country text,
  plan_tier text,
  channel text,
  mrr_minor bigint,
  currency text,
  as_of timestamptz(3) not null,
  refreshed_at timestamptz(3) not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index account_scores_ranked on success.account_scores
  (workspace_id, is_eligible, advocacy_score desc, account_id);
create index account_scores_at_risk on success.account_scores (workspace_id, mrr_at_risk_minor desc, account_id)
  where health_band = 'poor' and mrr_at_risk_minor is not null;

-- Every change of the shown score or band, with what made it up and what caused it.
create table success.health_changes (
  workspace_id text not null,
  id text not null,
  account_id text not null,
  at timestamptz(3) not null,
  score smallint,
  band text not null,
  cause text not null check (cause in ('first', 'customer', 'configuration', 'override')),
  profile_key text not null,
  profile_version integer not null,
  contributions jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);
create index health_changes_of_account on success.health_changes (workspace_id, account_id, id desc);

create table success.health_overrides (
  workspace_id text not null,
  account_id text not null,
  score smallint not null check (score between 0 and 100),
  reason text not null,
  author text not null,
  at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);

create table success.health_pulses (
  workspace_id text not null,
  account_id text not null,
  value real not null check (value between 0 and 10),
  note text,
  author text not null,
  at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade
);

-- What the last full refresh learned about all customers together; a small refresh measures against it.
create table success.standards (
  workspace_id text primary key references workspace.workspaces (workspace_id) on delete cascade,
  learned jsonb not null,
  as_of timestamptz(3) not null,
  refreshed_at timestamptz(3) not null
);

-- Accounts whose facts changed since they were scored.
create table success.stale_accounts (
  workspace_id text not null,
  account_id text not null,
  marked_at timestamptz(3) not null default now(),
  primary key (workspace_id, account_id)
);
