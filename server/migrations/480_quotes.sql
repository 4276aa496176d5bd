-- What is sold, once or every month or year.
create table customers.products (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  sku text,
  name text not null,
  description text,
  cycle text not null default 'once' check (cycle in ('once', 'monthly', 'yearly')),
  tax_basis_points integer not null default 0 check (tax_basis_points between 0 and 10000),
  is_archived boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, sku)
);
create unique index products_by_name on customers.products (workspace_id, lower(name));

-- Prices of one currency, within days where they are only valid for a time.
create table customers.price_lists (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  currency text not null,
  valid_from date,
  valid_to date,
  is_archived boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  check (valid_to >= valid_from)
);
create unique index price_lists_by_name on customers.price_lists (workspace_id, lower(name));

-- The price of one from a quantity on.
create table customers.prices (
  workspace_id text not null,
  price_list_id text not null,
  product_id text not null,
  from_quantity integer not null default 1 check (from_quantity >= 1),
  price_minor bigint not null check (price_minor >= 0),
  primary key (workspace_id, price_list_id, product_id, from_quantity),
  foreign key (workspace_id, price_list_id) references customers.price_lists (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references customers.products (workspace_id, id) on delete cascade
);
create index prices_of_product on customers.prices (workspace_id, product_id);

-- The last number given; a number that is given with a quote comes back when the quote is not sent after all.
create table customers.quote_numbers (
  workspace_id text primary key references workspace.workspaces (workspace_id) on delete cascade,
  last_number integer not null
);

-- What a deal is offered at. A sent one is never changed; a revision is another that names it.
create table customers.quotes (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  deal_id text not null,
  -- Given when it is first sent; revisions share it.
  number integer,
  version integer not null default 1 check (version >= 1),
  revises_id text,
  state text not null default 'draft'
    check (state in ('draft', 'sent', 'accepted', 'declined', 'withdrawn', 'replaced')),
  title text not null,
  price_list_id text,
  currency text not null,
  language text not null check (language in ('en', 'th')),
  valid_until date not null,
  person_id text,
  recipient_name text not null,
  recipient_email text,
  buyer text not null default '',
  seller text not null default '',
  intro text not null default '',
  terms text not null default '',
  lines jsonb not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null check (total_minor = net_minor + tax_minor),
  edit integer not null default 1,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  sent_at timestamptz(3),
  sent_by_name text,
  mail_id text,
  viewed_at timestamptz(3),
  ended_at timestamptz(3),
  ended_by_name text,
  ended_by_email text,
  end_note text,
  primary key (workspace_id, id),
  unique (workspace_id, number, version),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete set null (person_id),
  foreign key (workspace_id, price_list_id) references customers.price_lists (workspace_id, id)
    on delete set null (price_list_id),
  foreign key (workspace_id, revises_id) references customers.quotes (workspace_id, id),
  check ((state = 'draft') = (sent_at is null)),
  check (state = 'draft' or number is not null),
  check ((state in ('accepted', 'declined', 'withdrawn', 'replaced')) = (ended_at is not null))
);
create index quotes_by_creation on customers.quotes (workspace_id, created_at, id);
create index quotes_of_deal on customers.quotes (workspace_id, deal_id, created_at);
create index quotes_of_person on customers.quotes (workspace_id, person_id) where person_id is not null;
-- Of the versions of a quote one stands open, and one is taken at most.
create unique index open_quotes on customers.quotes (workspace_id, number) where state = 'sent';
create unique index accepted_quotes on customers.quotes (workspace_id, number) where state = 'accepted';
create unique index drafts_of_revisions on customers.quotes (workspace_id, revises_id) where state = 'draft';
