-- Papers that were given: a self-billed invoice for each line that was paid, and the credit note that takes one back.
-- Numbers follow one another without a gap in each workspace, over both kinds. What was printed is kept as it was.
create table payouts.invoices (
  workspace_id text not null,
  id text not null,
  number bigint not null check (number > 0),
  label text not null,
  kind text not null check (kind in ('invoice', 'credit_note')),
  payout_id text not null,
  line_id text not null,
  affiliate_id text not null,
  -- A corrected invoice is taken back and written again: the next revision.
  revision integer not null check (revision > 0),
  -- The invoice that a credit note takes back.
  credits_id text,
  currency text not null,
  total_minor bigint not null,
  content jsonb not null,
  issued_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  unique (workspace_id, line_id, kind, revision),
  foreign key (workspace_id, line_id) references payouts.lines (workspace_id, id),
  foreign key (workspace_id, credits_id) references payouts.invoices (workspace_id, id),
  check ((kind = 'credit_note') = (credits_id is not null))
);
create unique index credited_once on payouts.invoices (workspace_id, credits_id) where credits_id is not null;
create index invoices_of_payout on payouts.invoices (workspace_id, payout_id, number);
create index invoices_of_affiliate on payouts.invoices (workspace_id, affiliate_id, number);

create function payouts.refuse_change_of_paper() returns trigger language plpgsql as $$
begin
  raise exception 'a paper that was given never changes' using errcode = 'restrict_violation';
end $$;
create trigger stays before update or delete or truncate on payouts.invoices
  for each statement execute function payouts.refuse_change_of_paper();
