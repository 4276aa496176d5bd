create schema pages;

-- What affiliates work with: texts, links, pictures and snippets, by topic and language.
create table pages.materials (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  title text not null,
  kind text not null check (kind in ('text', 'link', 'image', 'snippet')),
  topic text not null default '',
  language text not null default 'en',
  body text not null,
  -- Null is for every offer.
  offer_id text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id) on delete cascade
);
create index materials_by_time on pages.materials (workspace_id, created_at desc, id desc);
