-- "Never twice within the cap" is an exclusion constraint over (workspace, person, period).
create extension if not exists btree_gist;

create schema affiliates;

-- What is promoted, and on which conditions a sale is credited.
create table affiliates.offers (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  description text not null default '',
  destination_url text not null,
  allowed_hosts text[] not null default '{}',
  window_days integer not null default 90 check (window_days between 1 and 3650),
  coupon_first boolean not null default true,
  approval_rule text not null default 'manual' check (approval_rule in ('auto', 'manual')),
  is_open boolean not null default true,
  status text not null default 'active' check (status in ('active', 'archived')),
  terms_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
create unique index offers_by_name on affiliates.offers (workspace_id, lower(name)) where status = 'active';

-- Every wording that anybody ever agreed to stays readable.
create table affiliates.offer_terms (
  workspace_id text not null,
  offer_id text not null,
  version integer not null,
  text text not null,
  created_at timestamptz(3) not null default now(),
  primary key (workspace_id, offer_id, version),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id) on delete cascade
);

create table affiliates.affiliates (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  name text not null,
  email text not null,
  person_id text,
  account_id text,
  user_id text,
  status text not null default 'pending' check (status in ('pending', 'active', 'suspended', 'rejected')),
  status_reason text,
  status_changed_at timestamptz(3) not null default now(),
  source text not null check (source in ('invitation', 'application', 'staff', 'import')),
  website text,
  promotion text,
  country text,
  payout_email text,
  locale text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, email),
  foreign key (workspace_id, user_id) references workspace.members (workspace_id, user_id)
    on delete set null (user_id)
);
create unique index affiliates_by_user on affiliates.affiliates (workspace_id, user_id) where user_id is not null;
create unique index affiliates_by_external_id on affiliates.affiliates (workspace_id, external_id)
  where external_id is not null;
create index affiliates_by_person on affiliates.affiliates (workspace_id, person_id) where person_id is not null;
create index affiliates_by_account on affiliates.affiliates (workspace_id, account_id) where account_id is not null;
create index affiliates_by_time on affiliates.affiliates (workspace_id, created_at desc, id desc);

create table affiliates.terms_acceptances (
  workspace_id text not null,
  affiliate_id text not null,
  offer_id text not null,
  version integer not null,
  accepted_at timestamptz not null,
  primary key (workspace_id, affiliate_id, offer_id, version),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, offer_id, version)
    references affiliates.offer_terms (workspace_id, offer_id, version)
);

create table affiliates.invitations (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  person_id text not null,
  account_id text,
  offer_id text not null,
  name text not null,
  email text not null,
  subject text not null,
  token_hash text not null,
  mail_id text not null,
  invited_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  affiliate_id text,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id)
    on delete set null (affiliate_id)
);
create index invitations_by_token on affiliates.invitations (token_hash);
create index invitations_by_time on affiliates.invitations (workspace_id, created_at desc, id desc);

-- One ask per person within the cap, whoever in the company asks: two at once cannot both be written.
create table affiliates.asks (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  person_id text not null,
  account_id text,
  kind text not null default 'affiliate_invitation',
  asked_at timestamptz not null,
  rests_until timestamptz not null check (rests_until > asked_at),
  primary key (workspace_id, id),
  constraint one_ask_per_person exclude using gist
    (workspace_id with =, person_id with =, tstzrange(asked_at, rests_until) with &&)
);
create index asks_by_time on affiliates.asks (workspace_id, asked_at desc);
