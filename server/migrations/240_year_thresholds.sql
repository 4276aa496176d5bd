-- From which amount paid in a calendar year a workspace has to tell a tax office, by currency; null is never.
create table payouts.year_thresholds (
  workspace_id text not null,
  currency text not null,
  amount_minor bigint check (amount_minor >= 0),
  -- Who is of another country is not told about; null is everybody.
  country text,
  updated_at timestamptz not null,
  primary key (workspace_id, currency)
);
