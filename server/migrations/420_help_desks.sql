-- Help desks that tell tickets, and what they told. A ticket follows from all that was told of it, in the desk's own
-- order of time, so that tellings may arrive in any order and more than once.
create table signals.help_desks (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('zendesk', 'intercom', 'freshdesk')),
  name text not null,
  -- Encrypted with the installation's secret; null until the help desk has given one.
  sealed_secret text,
  created_by text,
  created_at timestamptz not null,
  last_received_at timestamptz,
  refused_count integer not null default 0,
  last_refused_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
-- The address of a webhook is what tells its workspace.
create index help_desks_by_id on signals.help_desks (id) where deleted_at is null;

create table signals.desk_tickets (
  workspace_id text not null,
  desk_id text not null,
  -- The desk's own id of the ticket.
  ticket text not null,
  -- By what the desk knows who asked, and for which company.
  requester_key text,
  requester_email text,
  requester_external_id text,
  company_key text,
  company_external_id text,
  -- Nobody here is known for it yet.
  is_waiting boolean not null default true,
  -- Why it could not be recorded; null where it was, or waits.
  error text,
  told_at timestamptz not null,
  primary key (workspace_id, desk_id, ticket),
  foreign key (workspace_id, desk_id) references signals.help_desks (workspace_id, id) on delete cascade
);
create index desk_tickets_waiting on signals.desk_tickets (workspace_id, desk_id, told_at desc) where is_waiting;
create index desk_tickets_by_requester on signals.desk_tickets (workspace_id, desk_id, requester_key) where is_waiting;

create table signals.desk_tellings (
  workspace_id text not null,
  desk_id text not null,
  -- The delivery's own id, or what its content comes to: what is told twice counts once, for ever.
  external_id text not null,
  ticket text not null,
  -- By the desk's clock.
  at timestamptz not null,
  received_at timestamptz not null,
  telling jsonb not null,
  primary key (workspace_id, desk_id, external_id),
  foreign key (workspace_id, desk_id, ticket) references signals.desk_tickets (workspace_id, desk_id, ticket)
    on delete cascade
);
create index desk_tellings_of_ticket on signals.desk_tellings (workspace_id, desk_id, ticket, at, external_id);

-- Who the desk's ids of people and companies stand for, from its own events about them; the newest word holds.
create table signals.desk_contacts (
  workspace_id text not null,
  desk_id text not null,
  kind text not null check (kind in ('person', 'company')),
  key text not null,
  email text,
  external_id text,
  name text,
  at timestamptz not null,
  primary key (workspace_id, desk_id, kind, key),
  foreign key (workspace_id, desk_id) references signals.help_desks (workspace_id, id) on delete cascade
);

alter table signals.tickets add column reopen_count integer not null default 0 check (reopen_count >= 0);
