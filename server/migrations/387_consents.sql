-- What people have agreed to and refused, told once and never changed; what holds now follows from it.
create table customers.consents (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  person_id text not null,
  -- `all` is refused alone: nothing of any kind by this channel.
  purpose text not null check (purpose in ('all', 'news', 'product', 'program', 'surveys')),
  channel text not null check (channel in ('email', 'phone', 'sms', 'post')),
  is_granted boolean not null,
  basis text not null check (basis in ('consent', 'contract', 'legitimate_interest', 'legal_obligation')),
  source text not null check (source in ('person', 'form', 'import', 'api', 'staff', 'merge')),
  evidence text,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  recorded_by text not null,
  recorded_by_name text not null,
  -- Of what a merge decided: goes with it when it is undone.
  merge_id text,
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade,
  foreign key (workspace_id, merge_id) references customers.merges (workspace_id, id) on delete cascade,
  check (purpose <> 'all' or not is_granted)
);
create index consents_of_person on customers.consents (workspace_id, person_id, channel, purpose, at desc, is_granted);
create index consents_of_merge on customers.consents (workspace_id, merge_id) where merge_id is not null;
