-- The company's own account, from which bank transfers leave.
create table payouts.senders (
  workspace_id text not null primary key,
  name text not null,
  -- Of the account number only the end is left; the whole is encrypted with the installation's secret.
  account text not null,
  sealed_account text not null,
  bic text,
  updated_at timestamptz not null
);
