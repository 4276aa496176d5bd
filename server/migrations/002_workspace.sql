create schema workspace;

create table workspace.workspaces (
  workspace_id text primary key,
  name text not null,
  slug text not null,
  time_zone text not null default 'UTC',
  currency text not null default 'USD',
  locale text not null default 'en',
  is_sample boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index workspaces_by_slug on workspace.workspaces (slug);

-- Who signs in. One identity may be a member of several workspaces, so these four tables are above them:
-- they are reference tables of the shards.
create table workspace.identities (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table workspace.sessions (
  id text primary key,
  user_id text not null references workspace.identities (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_workspace_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on workspace.sessions (user_id);

create table workspace.credentials (
  id text primary key,
  user_id text not null references workspace.identities (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index credentials_by_user on workspace.credentials (user_id);

create table workspace.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on workspace.verifications (identifier);

create table workspace.two_factors (
  id text primary key,
  user_id text not null references workspace.identities (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factors_by_user on workspace.two_factors (user_id);

create table workspace.members (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  user_id text not null references workspace.identities (id) on delete cascade,
  role text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index members_by_user on workspace.members (user_id);

create table workspace.member_invitations (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  email text not null,
  role text not null,
  token_hash text not null,
  invited_by text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);
create unique index open_member_invitations on workspace.member_invitations (workspace_id, email)
  where accepted_at is null;

create table workspace.api_keys (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  kind text not null default 'secret' check (kind in ('secret', 'publishable')),
  prefix text not null,
  secret_hash text not null,
  scopes text[] not null,
  created_by text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, secret_hash)
);
create index api_keys_by_hash on workspace.api_keys (secret_hash);

create table workspace.audit_entries (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object_type text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  request_id text,
  primary key (workspace_id, id)
);
create index audit_by_object on workspace.audit_entries (workspace_id, object_type, object_id, id desc);
