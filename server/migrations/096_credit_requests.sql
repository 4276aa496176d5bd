-- What an affiliate asks about a sale or customer that was not credited to them, and what came of it.
create table tracking.credit_requests (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  affiliate_id text not null,
  -- As the affiliate wrote them: they may name nothing that we know.
  order_id text,
  customer_email text,
  comment text not null,
  status text not null default 'open' check (status in ('open', 'credited', 'refused')),
  answer text,
  sale_id text,
  decision_version integer,
  answered_by_name text,
  answered_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  check (order_id is not null or customer_email is not null),
  check ((status = 'open') = (answered_at is null)),
  check ((status = 'credited') = (sale_id is not null)),
  foreign key (workspace_id, affiliate_id) references affiliates.affiliates (workspace_id, id),
  foreign key (workspace_id, sale_id) references tracking.sale_events (workspace_id, id)
);
create index credit_requests_by_time on tracking.credit_requests (workspace_id, id desc);
-- The same question stands once until it is answered.
create unique index asked_once on tracking.credit_requests
  (workspace_id, affiliate_id, coalesce(lower(order_id), ''), coalesce(lower(customer_email), ''))
  where status = 'open';
create index referred_customers_by_email on tracking.referred_customers (workspace_id, lower(email))
  where email is not null;
