-- An award is what an affiliate earns beside the commission of a sale: for a lead, a milestone, as a prize, by hand. It is
-- a row of the same table, so that balances, holds, decisions and payouts know one kind of thing. It has no sale: whatever
-- sums sales reads rows of the kind `sale`.
alter table commissions.commissions
  add column kind text not null default 'sale' check (kind in (
    'sale', 'lead', 'click', 'upgrade', 'milestone', 'recruit', 'bonus', 'prize', 'custom')),
  -- Names what is rewarded; an award is granted once for it, for ever.
  add column source_key text,
  -- What the amount is a share of; what is taken back is told in it.
  add column basis_minor bigint check (basis_minor > 0),
  -- The sentence of the catalog that says why, with its values.
  add column reason jsonb,
  alter column sale_id drop not null,
  alter column sale_external_id drop not null,
  alter column offer_id drop not null,
  alter column customer_id drop not null,
  alter column sale_amount_minor drop not null,
  alter column sale_currency drop not null,
  drop constraint commissions_amount_minor_check,
  add constraint commissions_amount_minor_check check (amount_minor >= 0 or kind = 'custom'),
  add constraint commissions_sale_or_award check (case when kind = 'sale'
    then num_nulls(sale_id, sale_external_id, offer_id, customer_id, sale_amount_minor, sale_currency) = 0
      and num_nonnulls(source_key, basis_minor, reason) = 0
    else num_nonnulls(sale_id, sale_external_id, sale_amount_minor, sale_currency, nothing_because) = 0
      and num_nulls(source_key, basis_minor, reason) = 0 end);
create unique index award_once on commissions.commissions (workspace_id, kind, source_key) where source_key is not null;

-- What is taken back from an award, and what of that is given back; it may be known before the award itself.
create table commissions.takebacks (
  workspace_id text not null,
  kind text not null,
  award_key text not null,
  -- Names what made it necessary; counts once, for ever.
  source_key text not null,
  is_given_back boolean not null,
  -- Of the award's basis; null is all of it.
  part_minor bigint check (part_minor > 0),
  at timestamptz not null,
  primary key (workspace_id, kind, award_key, source_key)
);
create trigger append_only before update or delete or truncate on commissions.takebacks
  for each statement execute function commissions.refuse_change();

alter table commissions.ledger_entries
  drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('commission', 'refund', 'restoration', 'decline',
    'reinstatement', 'reattribution', 'redecision', 'vesting', 'forfeit', 'payout', 'award', 'takeback', 'giveback'));
