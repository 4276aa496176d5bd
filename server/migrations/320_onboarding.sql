-- When the customer finished onboarding; null while nobody has told.
alter table customers.accounts add column onboarded_at timestamptz(3);
create index accounts_by_onboarding on customers.accounts (workspace_id, onboarded_at, id)
  where onboarded_at is not null;
