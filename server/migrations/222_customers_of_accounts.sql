-- What an account pays more is credited to whoever brought its customer.
create index referred_customers_by_account on tracking.referred_customers (workspace_id, account_id, attributed_at)
  where affiliate_id is not null;
