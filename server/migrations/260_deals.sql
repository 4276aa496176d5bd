-- Customers whom affiliates register before they buy, and what came of it.
alter table affiliates.offers
  add column deal_days integer not null default 90 check (deal_days between 1 and 3650),
  add column deal_first boolean not null default true;

create table tracking.deals (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  affiliate_id text not null,
  offer_id text not null,
  company text not null,
  -- As companies are compared: lower case, without accents.
  company_key text not null,
  person_name text not null,
  -- Lower case.
  email text not null,
  phone text,
  -- Of the company; null where the address is of a host that gives mailboxes to anybody.
  domain text,
  note text,
  -- The affiliate says that they may pass the person's data on.
  consented_at timestamptz(3) not null,
  status text not null check (status in ('submitted', 'accepted', 'won', 'lost', 'refused', 'expired')),
  reason text,
  message text,
  -- Null where no person decided.
  decided_by_name text,
  decided_at timestamptz(3),
  accepted_at timestamptz(3),
  -- The offer's rule when it was accepted: the registration goes before clicks and coupons.
  is_first boolean not null default true,
  -- Until then it waits for an answer, and once accepted, is protected.
  expires_at timestamptz(3) not null,
  -- Given up before that.
  released_at timestamptz(3),
  won_at timestamptz(3),
  won_sale_id text,
  account_id text,
  -- By which sales may name the account.
  account_external_id text,
  person_id text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  check (status not in ('accepted', 'won', 'lost') or accepted_at is not null),
  check (status not in ('submitted', 'refused') or accepted_at is null),
  check ((status = 'refused') = (reason is not null)),
  check ((status = 'won') = (won_sale_id is not null)),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id),
  foreign key (workspace_id, won_sale_id) references tracking.sale_events (workspace_id, id)
);
create index deals_by_company on tracking.deals (workspace_id, company_key);
create index deals_by_email on tracking.deals (workspace_id, email);
create index deals_by_domain on tracking.deals (workspace_id, domain) where domain is not null;
create index deals_by_account on tracking.deals (workspace_id, account_external_id)
  where account_external_id is not null;
create index deals_that_end on tracking.deals (expires_at) where status in ('submitted', 'accepted');
-- The same registration stands once until it is over.
create unique index deal_submitted_once on tracking.deals (workspace_id, affiliate_id, email)
  where status in ('submitted', 'accepted');
-- Who is accepted first has the person, and the company.
create unique index deal_person_once on tracking.deals (workspace_id, email) where status in ('accepted', 'won');
create unique index deal_company_once on tracking.deals (workspace_id, domain)
  where status in ('accepted', 'won') and domain is not null;

create index referred_customers_by_mail_domain on tracking.referred_customers
  (workspace_id, split_part(lower(email), '@', 2)) where email is not null;
