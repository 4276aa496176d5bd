-- While a hold stands on a commission it is not payable, whatever its release date; the ledger does not change.
create table commissions.holds (
  workspace_id text not null,
  commission_id text not null,
  -- What placed it, for instance the id of a case of a higher room; releasing it keeps the row.
  source text not null,
  -- What the affiliate is told, in general words of the catalog.
  reason text not null,
  placed_at timestamptz not null,
  released_at timestamptz,
  primary key (workspace_id, commission_id, source),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id)
);
create index standing_holds on commissions.holds (workspace_id, commission_id) where released_at is null;
create index holds_by_source on commissions.holds (workspace_id, source);
