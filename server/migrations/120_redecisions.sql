-- A commission that is decided anew, because a sale before it was reported late or has moved: what it was until then,
-- and what it is from then on. The commission follows by trigger; nothing else may change it.
create table commissions.redecisions (
  workspace_id text not null,
  id text not null,
  commission_id text not null,
  -- The sale or the move of credit that changed what had come before.
  cause text not null,
  -- The decision until then; written by the trigger.
  was jsonb not null default '{}',
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  nothing_because text,
  first_sold_at timestamptz,
  facts jsonb not null,
  history jsonb,
  waiting_basis_points integer not null,
  evaluate_at timestamptz,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id)
);
create index redecisions_by_commission on commissions.redecisions (workspace_id, commission_id);
create trigger append_only before update or delete or truncate on commissions.redecisions
  for each statement execute function commissions.refuse_change();

create function commissions.apply_redecision() returns trigger language plpgsql as $$
begin
  select jsonb_build_object('amountMinor', amount_minor, 'currency', currency, 'nothingBecause', nothing_because,
      'firstSoldAt', first_sold_at, 'facts', facts, 'history', history,
      'waitingBasisPoints', waiting_basis_points, 'evaluateAt', evaluate_at)
    into strict new.was
    from commissions.commissions where workspace_id = new.workspace_id and id = new.commission_id for update;
  update commissions.commissions set
      amount_minor = new.amount_minor, currency = new.currency, nothing_because = new.nothing_because,
      first_sold_at = new.first_sold_at, facts = new.facts, history = new.history,
      waiting_basis_points = new.waiting_basis_points, evaluate_at = new.evaluate_at
    where workspace_id = new.workspace_id and id = new.commission_id;
  return new;
end $$;
create trigger apply before insert on commissions.redecisions
  for each row execute function commissions.apply_redecision();

drop trigger append_only on commissions.commissions;
create trigger append_only before delete or truncate on commissions.commissions
  for each statement execute function commissions.refuse_change();
create trigger follows_redecisions before update on commissions.commissions
  for each statement when (pg_trigger_depth() = 0) execute function commissions.refuse_change();

alter table commissions.ledger_entries
  drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('commission', 'refund', 'restoration', 'decline',
    'reinstatement', 'reattribution', 'redecision', 'vesting', 'forfeit', 'payout'));
