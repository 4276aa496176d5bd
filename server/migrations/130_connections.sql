create schema connections;

-- Who is told what happens: a webhook's endpoint, or the tracker of one affiliate.
create table connections.receivers (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  kind text not null check (kind in ('webhook', 'postback')),
  affiliate_id text,
  -- Of a postback with macros, which are filled in at each call.
  url text not null,
  description text not null default '',
  -- Empty: all of them.
  event_types text[] not null,
  -- Encrypted with the installation's secret; the one before is signed with too until its time is over.
  sealed_secret text,
  sealed_old_secret text,
  old_secret_until timestamptz(3),
  -- `failed` was switched off because nothing arrived for the whole time of its retries.
  status text not null default 'active' check (status in ('active', 'paused', 'failed')),
  -- Since when nothing has arrived.
  failing_since timestamptz(3),
  created_by text not null,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (workspace_id, id),
  check ((kind = 'webhook') = (sealed_secret is not null)),
  check ((kind = 'postback') = (affiliate_id is not null)),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id)
);
create index receivers_open on connections.receivers (workspace_id, kind, affiliate_id) where deleted_at is null;

-- What happened, once for all who are told; kept only where somebody is.
create table connections.messages (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  type text not null,
  -- As it is sent, letter by letter: it is signed.
  body text not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create index messages_by_age on connections.messages (created_at);

create table connections.deliveries (
  workspace_id text not null,
  id text not null,
  receiver_id text not null,
  message_id text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  attempt_count integer not null default 0,
  -- Of the present round of retries; a replay begins another.
  failure_count integer not null default 0,
  first_failed_at timestamptz(3),
  next_attempt_at timestamptz(3),
  last_attempt_at timestamptz(3),
  -- Of the last attempt.
  last_status integer,
  last_error text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  -- One event is told once to one receiver.
  unique (workspace_id, receiver_id, message_id),
  foreign key (workspace_id, receiver_id) references connections.receivers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, message_id) references connections.messages (workspace_id, id) on delete cascade
);
create index deliveries_by_receiver on connections.deliveries (workspace_id, receiver_id, id desc);
create index deliveries_failed on connections.deliveries (workspace_id, receiver_id, created_at) where state = 'failed';
create index deliveries_by_message on connections.deliveries (workspace_id, message_id);

create table connections.attempts (
  workspace_id text not null,
  delivery_id text not null,
  number integer not null,
  at timestamptz(3) not null,
  url text not null,
  duration_ms integer not null,
  status integer,
  -- The beginning of what was answered.
  answer text not null,
  error text check (error in ('refused', 'timeout', 'unreachable')),
  primary key (workspace_id, delivery_id, number),
  foreign key (workspace_id, delivery_id) references connections.deliveries (workspace_id, id) on delete cascade
);
