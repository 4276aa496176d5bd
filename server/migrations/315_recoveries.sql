-- A balance below zero that is asked back in money, instead of being carried into the next payout.
create table payouts.recoveries (
  workspace_id text not null,
  id text not null,
  affiliate_id text not null,
  affiliate_name text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- Opened by the workspace's rule, not by a person.
  is_by_rule boolean not null,
  note text,
  opened_by_name text not null,
  opened_at timestamptz(3) not null,
  ended_as text check (ended_as in ('repaid', 'written_off', 'canceled')),
  ended_because text,
  ended_by_name text,
  ended_at timestamptz(3),
  primary key (workspace_id, id),
  check ((ended_as is null) = (ended_at is null))
);
create index recoveries_by_time on payouts.recoveries (workspace_id, opened_at desc, id desc);
create index recoveries_of_affiliate on payouts.recoveries (workspace_id, affiliate_id, opened_at desc);

-- Money that came in for one. What was recorded by mistake is withdrawn and stays to be seen.
create table payouts.repayments (
  workspace_id text not null,
  id text not null,
  recovery_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  received_on date not null,
  reference text not null,
  recorded_by_name text not null,
  recorded_at timestamptz(3) not null,
  withdrawn_by_name text,
  withdrawn_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (workspace_id, recovery_id) references payouts.recoveries (workspace_id, id)
);
-- The same movement of a bank account counts once, however often it is told.
create unique index repayment_told_once on payouts.repayments (workspace_id, recovery_id, reference)
  where withdrawn_at is null;

-- From which amount on, and after how many days below zero, a balance is asked back. A currency without a row is carried.
create table payouts.recovery_rules (
  workspace_id text not null,
  currency text not null,
  least_minor bigint not null check (least_minor > 0),
  after_days integer not null check (after_days between 0 and 3650),
  primary key (workspace_id, currency)
);

-- What affiliates are told of how to send money back.
create table payouts.recovery_terms (
  workspace_id text not null,
  how_to_repay text not null,
  updated_at timestamptz not null,
  primary key (workspace_id)
);

-- More kinds of entries and accounts, whatever there is already. `recoverable` is below zero by what affiliates still owe.
do $$
declare
  kinds text;
  accounts text;
begin
  select pg_get_constraintdef(oid) into strict kinds from pg_constraint
    where conrelid = 'commissions.ledger_entries'::regclass and conname = 'ledger_entries_kind_check';
  execute 'alter table commissions.ledger_entries drop constraint ledger_entries_kind_check,
    add constraint ledger_entries_kind_check ' || replace(kinds, 'ARRAY[',
      'ARRAY[''recovery''::text, ''recovery_return''::text, ''repayment''::text, ''write_off''::text, ');
  select pg_get_constraintdef(oid) into strict accounts from pg_constraint
    where conrelid = 'commissions.ledger_lines'::regclass and conname = 'ledger_lines_account_check';
  execute 'alter table commissions.ledger_lines drop constraint ledger_lines_account_check,
    add constraint ledger_lines_account_check ' || replace(accounts, 'ARRAY[',
      'ARRAY[''recoverable''::text, ''repayments_received''::text, ''written_off''::text, ');
end $$;
create index recoverable_of_affiliate on commissions.ledger_lines (workspace_id, affiliate_id, currency)
  where account = 'recoverable';
