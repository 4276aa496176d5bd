-- That somebody was erased, without anything by which they could be known again.
create table customers.erasures (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  -- The id that the record had; the record itself is gone.
  person_id text not null,
  erased_at timestamptz(3) not null,
  erased_by text not null,
  erased_by_name text not null,
  -- Rows by topic: how many went, were blanked and stay, and why.
  parts jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, person_id)
);
create index erasures_by_time on customers.erasures (workspace_id, erased_at desc, id desc);

-- Addresses of those who were erased, as what nobody can read: whoever comes again with one is not written to.
create table customers.suppressions (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  fingerprint text not null,
  suppressed_at timestamptz(3) not null,
  primary key (workspace_id, fingerprint)
);

-- People whose data must stay for now, for example because of a dispute.
create table customers.person_holds (
  workspace_id text not null,
  person_id text not null,
  reason text not null,
  held_by text not null,
  held_by_name text not null,
  held_at timestamptz(3) not null,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade
);
