-- Host names of a workspace's own that its links live on. One is served only while its owner has proven it in the DNS;
-- that no two workspaces serve the same one is decided under an advisory lock, for no key spans workspaces.
create table tracking.link_domains (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  host text not null check (host = lower(host)),
  -- What its owner writes into the DNS.
  token text not null,
  -- `broken` was proven and is not any more: it is served until its time of grace is over.
  status text not null default 'waiting' check (status in ('waiting', 'verified', 'broken')),
  problem text check (problem in ('no_record', 'other_token', 'dns_unreachable', 'taken')),
  -- Whether the name leads here; null until it was looked at, and no condition, for a proxy may stand before it.
  points_here boolean,
  created_at timestamptz not null default now(),
  checked_at timestamptz,
  verified_at timestamptz,
  broken_since timestamptz,
  primary key (workspace_id, host),
  check ((status = 'broken') = (broken_since is not null))
);
create index link_domains_by_host on tracking.link_domains (host);

-- What served before goes on: its owner has the time of grace to prove it.
insert into tracking.link_domains (workspace_id, host, token, status, verified_at)
  select distinct workspace_id, domain, replace(gen_random_uuid()::text, '-', ''), 'verified', now()
  from tracking.links where domain <> '';
