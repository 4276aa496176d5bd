create schema fraud;

-- The rules with their thresholds, as a workspace has set them; without a row the defaults hold.
create table fraud.settings (
  workspace_id text primary key references workspace.workspaces (workspace_id) on delete cascade,
  rules jsonb not null,
  mail_domains jsonb not null,
  window_days integer not null check (window_days between 7 and 365),
  false_discovery_rate double precision not null check (false_discovery_rate between 0 and 1),
  updated_by_name text not null,
  updated_at timestamptz not null
);

-- What was found on one affiliate and waits for a person, or was decided. An affiliate has one that is not decided.
create table fraud.cases (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  affiliate_id text not null,
  state text not null check (state in ('open', 'watching', 'approved', 'rejected')),
  -- Whether what it concerns is held meanwhile.
  is_holding boolean not null,
  opened_at timestamptz not null,
  -- Of the latest evidence.
  found_at timestamptz not null,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id)
);
create unique index one_undecided_case on fraud.cases (workspace_id, affiliate_id) where state in ('open', 'watching');
create index cases_by_time on fraud.cases (workspace_id, opened_at desc, id desc);
create index cases_of_affiliate on fraud.cases (workspace_id, affiliate_id, id);

-- What a rule has found, once for each case and subject, as the inputs of a sentence.
create table fraud.findings (
  workspace_id text not null,
  id text not null,
  case_id text not null,
  affiliate_id text not null,
  rule text not null,
  -- What makes it the same finding: a customer, a group of them, or the stretch of time that was looked at.
  subject text not null,
  customer_ids jsonb not null,
  found_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, case_id, rule, subject),
  foreign key (workspace_id, case_id) references fraud.cases (workspace_id, id) on delete cascade
);
create index findings_by_subject on fraud.findings (workspace_id, affiliate_id, rule, subject);

-- Appended whenever a finding shows something that it did not show before; never changed.
create table fraud.evidence (
  workspace_id text not null,
  finding_id text not null,
  fingerprint text not null,
  at timestamptz not null,
  inputs jsonb not null,
  primary key (workspace_id, finding_id, fingerprint),
  foreign key (workspace_id, finding_id) references fraud.findings (workspace_id, id) on delete cascade
);

-- The commissions that a case concerns, held or not.
create table fraud.case_commissions (
  workspace_id text not null,
  case_id text not null,
  commission_id text not null,
  added_at timestamptz not null,
  primary key (workspace_id, case_id, commission_id),
  foreign key (workspace_id, case_id) references fraud.cases (workspace_id, id) on delete cascade
);
create index case_of_commission on fraud.case_commissions (workspace_id, commission_id);

-- A person's word on a case; undoing it keeps the row.
create table fraud.decisions (
  workspace_id text not null,
  id text not null,
  case_id text not null,
  decision text not null check (decision in ('approved', 'rejected', 'watching')),
  reason text,
  -- What the affiliate is told beside the outcome.
  note text,
  -- What it put in the place of: an undo goes back there.
  state_before text not null,
  was_holding boolean not null,
  -- The commissions that a rejection declined, and those that are held no more.
  declined jsonb not null,
  released jsonb not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  undone_by_name text,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references fraud.cases (workspace_id, id) on delete cascade
);
create index decisions_of_case on fraud.decisions (workspace_id, case_id, id);

-- The networks from which affiliates use their portal, as the keyed hashes that clicks carry.
create table fraud.portal_visits (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  user_id text not null,
  ip_hash text not null,
  ip_prefix text not null,
  last_seen_on date not null,
  primary key (workspace_id, user_id, ip_hash)
);

-- Each look at the whole program; the latest shows how far it is.
create table fraud.examinations (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  asked_by_name text,
  started_at timestamptz not null,
  finished_at timestamptz,
  affiliate_count integer,
  done_count integer not null default 0,
  finding_count integer not null default 0,
  primary key (workspace_id, id)
);
create unique index one_running_examination on fraud.examinations (workspace_id) where finished_at is null;

-- Sales that were told again under an order id that is known: refused by its key, and counted here by day.
create table fraud.repeated_sales (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  day date not null,
  count bigint not null,
  primary key (workspace_id, day)
);
