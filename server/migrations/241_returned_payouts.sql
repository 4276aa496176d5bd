-- Money that came back after it had gone out: the line stays as it was paid, and its return stands beside it, once.
create table payouts.returns (
  workspace_id text not null,
  line_id text not null,
  because text not null,
  at timestamptz not null,
  primary key (workspace_id, line_id),
  foreign key (workspace_id, line_id) references payouts.lines (workspace_id, id)
);
create trigger append_only before update or delete or truncate on payouts.returns
  for each statement execute function payouts.refuse_change_of_paid();

-- Which movement of money settles an entry: 1 pays it, 2 takes that back, 3 pays it again, and so on. An odd last one
-- means that it is paid. Every number is there once, so no entry is paid twice at a time.
alter table commissions.ledger_lines
  add column settlement integer not null default 1 check (settlement > 0);
drop index commissions.settled_once;
create unique index settled_once on commissions.ledger_lines (workspace_id, settles_entry_id, settlement)
  where settles_entry_id is not null;

-- One more kind of entry, whatever kinds there are already.
do $$
declare kinds text;
begin
  select pg_get_constraintdef(oid) into strict kinds from pg_constraint
    where conrelid = 'commissions.ledger_entries'::regclass and conname = 'ledger_entries_kind_check';
  execute 'alter table commissions.ledger_entries drop constraint ledger_entries_kind_check,
    add constraint ledger_entries_kind_check ' || replace(kinds, 'ARRAY[', 'ARRAY[''payout_return''::text, ');
end $$;
