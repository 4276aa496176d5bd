-- By which trackers of others report: the key is part of the address that they call.
create table connections.postback_keys (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  -- Null: of any offer.
  offer_id text,
  key_hash text not null,
  -- Encrypted with the installation's secret, so that the address can be shown again.
  sealed_key text not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id)
);
create index postback_keys_by_hash on connections.postback_keys (key_hash) where revoked_at is null;

-- What a tracker has said of one conversion so far; told again it is known, for ever.
create table connections.postback_conversions (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  -- The order's id, or the click and the goal.
  conversion_key text not null,
  status text not null check (status in ('pending', 'approved', 'rejected')),
  -- All that was told of it: what a later call leaves out still holds.
  facts jsonb not null,
  is_recorded boolean not null default false,
  -- By how much its sale was taken back when it was rejected.
  taken_minor bigint,
  -- How often its status has changed: each change books once.
  changes integer not null default 0,
  first_received_at timestamptz(3) not null,
  primary key (workspace_id, conversion_key)
);

-- Every call as it came, and what became of it.
create table connections.postback_calls (
  workspace_id text not null,
  id text not null,
  key_id text not null,
  at timestamptz(3) not null,
  method text not null check (method in ('GET', 'POST')),
  parameters jsonb not null,
  -- Which name was understood as what.
  understood jsonb not null,
  outcome text not null check (
    outcome in ('recorded', 'waiting', 'reversed', 'restored', 'repeat', 'ignored', 'refused')),
  -- A word of the catalog below `connections:calls.note.`.
  note text,
  conversion_key text,
  primary key (workspace_id, id),
  foreign key (workspace_id, key_id) references connections.postback_keys (workspace_id, id) on delete cascade
);
create index postback_calls_by_time on connections.postback_calls (workspace_id, id desc);
create index postback_calls_by_age on connections.postback_calls (at);
