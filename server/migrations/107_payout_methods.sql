-- How an affiliate wants to be paid. A change is a new row, so that every payout can say where it went; the row
-- in force is the one that nothing has replaced.
create table payouts.methods (
  workspace_id text not null,
  id text not null,
  affiliate_id text not null,
  kind text not null check (kind in ('paypal', 'bank', 'wise')),
  -- What people may read: an e-mail address, or an account number of which only the end is left.
  recipient text not null,
  -- The whole account number, encrypted with the installation's secret; only the files of a payout hold it in clear.
  sealed_account text,
  holder text,
  bic text,
  country text,
  created_at timestamptz not null,
  replaced_at timestamptz,
  primary key (workspace_id, id),
  check (kind <> 'bank' or (sealed_account is not null and holder is not null and country is not null))
);
create unique index method_in_force on payouts.methods (workspace_id, affiliate_id) where replaced_at is null;
create index methods_of_affiliate on payouts.methods (workspace_id, affiliate_id, id desc);

-- A line keeps the way by which it was to be paid when it was created; without a method it was PayPal by e-mail.
alter table payouts.lines
  add column method text not null default 'paypal' check (method in ('paypal', 'bank', 'wise')),
  add column method_id text,
  add foreign key (workspace_id, method_id) references payouts.methods (workspace_id, id);
alter table payouts.lines alter column method drop default;
