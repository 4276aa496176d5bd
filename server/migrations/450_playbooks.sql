-- When an account's next renewal is, and how many people used the product within 28 days.
alter table customers.account_figures add column renews_on date;
alter table customers.account_figures add column active_users integer;
create index figures_by_renewal on customers.account_figures (workspace_id, renews_on, account_id)
  where renews_on is not null;

-- What is done for accounts of a kind, step by step, and what came of it.
create schema journeys;

create table journeys.playbooks (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  purpose text not null
    check (purpose in ('rescue', 'onboarding', 'renewal', 'expansion', 'advocacy', 'other')),
  status text not null default 'draft' check (status in ('draft', 'active', 'paused', 'archived')),
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create unique index playbooks_by_name on journeys.playbooks (workspace_id, lower(name));
create index playbooks_active on journeys.playbooks (workspace_id, id) where status = 'active';

-- What a run began with stays what it is.
create table journeys.playbook_versions (
  workspace_id text not null,
  playbook_id text not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  made_by_name text not null,
  made_at timestamptz(3) not null,
  primary key (workspace_id, playbook_id, version),
  foreign key (workspace_id, playbook_id) references journeys.playbooks (workspace_id, id) on delete cascade
);

create table journeys.runs (
  workspace_id text not null,
  id text not null,
  playbook_id text not null,
  version integer not null,
  account_id text not null,
  -- The account as it was called when the run began, while it goes on: a merge of two that both go through a playbook
  -- ends neither.
  running_as text,
  origin text not null check (origin in ('rule', 'hand')),
  -- Nothing is done for it: what becomes of it shows what would have become of the others.
  is_held_out boolean not null,
  state text not null default 'running' check (state in ('running', 'succeeded', 'exited', 'expired', 'stopped')),
  started_by_name text not null,
  started_at timestamptz(3) not null,
  ends_by timestamptz(3) not null check (ends_by > started_at),
  ended_at timestamptz(3),
  ended_by_name text,
  end_note text,
  -- What was known of the account then.
  start_facts jsonb not null,
  end_facts jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, playbook_id, version)
    references journeys.playbook_versions (workspace_id, playbook_id, version) on delete cascade,
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  check ((state = 'running') = (ended_at is null)),
  check ((state = 'running') = (running_as is not null))
);
create unique index runs_once on journeys.runs (workspace_id, playbook_id, running_as) where running_as is not null;
create index runs_of_playbook on journeys.runs (workspace_id, playbook_id, started_at, id);
create index runs_of_account on journeys.runs (workspace_id, account_id, started_at, id);
create index runs_by_start on journeys.runs (workspace_id, started_at, id);

create table journeys.run_steps (
  workspace_id text not null,
  run_id text not null,
  place integer not null,
  state text not null check (state in ('waiting', 'open', 'done', 'skipped')),
  -- What a person is to do; empty where the machine did it.
  task_id text,
  mail_ids text[] not null default '{}',
  -- Why nobody was written to.
  note text,
  opened_at timestamptz(3),
  ended_at timestamptz(3),
  ended_by_name text,
  primary key (workspace_id, run_id, place),
  foreign key (workspace_id, run_id) references journeys.runs (workspace_id, id) on delete cascade,
  check ((state in ('waiting', 'open')) = (ended_at is null))
);
create index run_steps_unfinished on journeys.run_steps (workspace_id, run_id) where ended_at is null;
create index run_steps_by_task on journeys.run_steps (workspace_id, task_id) where task_id is not null;
