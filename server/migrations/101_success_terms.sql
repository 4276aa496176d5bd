-- What a part of each commission waits for: facts about the customer, asked after so many days.
alter table commissions.plan_versions add column success jsonb;

alter table commissions.commissions
  -- The share that waits, and when the facts are asked; null where nothing waits.
  add column waiting_basis_points integer not null default 0 check (waiting_basis_points between 0 and 10000),
  add column evaluate_at timestamptz,
  add check ((waiting_basis_points > 0) = (evaluate_at is not null));
create index commissions_to_evaluate on commissions.commissions (workspace_id, evaluate_at) where evaluate_at is not null;

-- What came of it: once for ever, with the facts as they were known.
create table commissions.evaluations (
  workspace_id text not null,
  commission_id text not null,
  outcome text not null check (outcome in ('met', 'missed')),
  checks jsonb not null,
  -- What had waited, and was earned or lost.
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  primary key (workspace_id, commission_id),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id)
);
create trigger append_only before update or delete or truncate on commissions.evaluations
  for each statement execute function commissions.refuse_change();

alter table commissions.ledger_entries
  drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in (
    'commission', 'refund', 'restoration', 'decline', 'reinstatement', 'reattribution', 'vesting', 'forfeit', 'payout'));
alter table commissions.ledger_lines
  drop constraint ledger_lines_account_check,
  add constraint ledger_lines_account_check check (account in (
    'affiliate', 'affiliate_waiting', 'commission_expense', 'payouts_sent'));
create index waiting_of_commission on commissions.ledger_lines (workspace_id, commission_id)
  where account = 'affiliate_waiting';
create index waiting_of_affiliate on commissions.ledger_lines (workspace_id, affiliate_id, currency, at)
  where account = 'affiliate_waiting';

drop function commissions.book_commissions(text, jsonb);
drop function commissions.book_commission(text, text, text, boolean, text, text, text, text, text, text, integer,
  bigint, text, bigint, text, text, boolean, timestamptz, timestamptz, timestamptz, jsonb, jsonb);

-- Books a sale's commission with its lines, once; what waits for a condition stands on an account of its own. Expecting the customer's first sale and finding an earlier one,
-- it writes nothing and returns when that was. In a function its plans are cached, which a bare statement's are not.
create function commissions.book_commission(
  p_workspace text, p_id text, p_entry text, p_expects_first boolean, p_sale text,
  p_sale_external text, p_affiliate text, p_offer text, p_customer text, p_plan text, p_plan_version integer,
  p_sale_amount bigint, p_sale_currency text, p_amount bigint, p_currency text, p_nothing_because text,
  p_needs_approval boolean, p_sold_at timestamptz, p_first_sold_at timestamptz, p_release_at timestamptz,
  p_facts jsonb, p_history jsonb, p_waiting bigint, p_waiting_basis_points integer, p_evaluate_at timestamptz
) returns timestamptz language plpgsql as $$
declare
  first_sold_at timestamptz;
begin
  if p_expects_first then
    select min(sold_at) into first_sold_at from commissions.commissions
      where workspace_id = p_workspace and customer_id = p_customer and affiliate_id = p_affiliate
        and sale_id <> p_sale and not commissions.is_moved(p_workspace, sale_id, affiliate_id, offer_id);
    if first_sold_at is not null then return first_sold_at; end if;
  end if;
  insert into commissions.commissions (workspace_id, id, sale_id, sale_external_id, affiliate_id, offer_id,
      customer_id, plan_id, plan_version, sale_amount_minor, sale_currency, amount_minor, currency, nothing_because,
      needs_approval, sold_at, first_sold_at, release_at, facts, history,
      waiting_basis_points, evaluate_at)
    values (p_workspace, p_id, p_sale, p_sale_external, p_affiliate, p_offer, p_customer, p_plan, p_plan_version,
      p_sale_amount, p_sale_currency, p_amount, p_currency, p_nothing_because, p_needs_approval, p_sold_at,
      p_first_sold_at, p_release_at, p_facts, p_history, p_waiting_basis_points, p_evaluate_at)
    on conflict (workspace_id, sale_id, affiliate_id, offer_id) do nothing;
  if found and p_amount > 0 then
    insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      values (p_workspace, p_entry, 'commission:' || p_id, 'commission', p_currency, p_sold_at);
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
        amount_minor, currency, at)
      select p_workspace, p_entry, line, account, p_affiliate, p_id, amount, p_currency, p_sold_at
      from (values (1, 'affiliate', p_amount - p_waiting), (2, 'commission_expense', -p_amount),
        (3, 'affiliate_waiting', p_waiting)) as lines (line, account, amount)
      where amount <> 0;
  end if;
  return null;
end $$;

-- Books commissions one after another, so that the second sale of a customer finds the first. Returns for each what
-- `book_commission` returns, in their order.
create function commissions.book_commissions(p_workspace text, p_commissions jsonb)
returns setof timestamptz language plpgsql as $$
declare
  com record;
begin
  for com in select * from jsonb_to_recordset(p_commissions) as told (id text, "entryId" text, "expectsFirst" boolean,
      "saleId" text, "saleExternalId" text, "affiliateId" text, "offerId" text, "customerId" text, "planId" text,
      "planVersion" integer, "saleAmountMinor" bigint, "saleCurrency" text, "amountMinor" bigint, currency text,
      "nothingBecause" text, "needsApproval" boolean, "soldAt" timestamptz, "firstSoldAt" timestamptz,
      "releaseAt" timestamptz, facts jsonb, history jsonb, "waitingMinor" bigint,
      "waitingBasisPoints" integer, "evaluateAt" timestamptz) loop
    return next commissions.book_commission(p_workspace, com.id, com."entryId", com."expectsFirst", com."saleId",
      com."saleExternalId", com."affiliateId", com."offerId", com."customerId", com."planId", com."planVersion",
      com."saleAmountMinor", com."saleCurrency", com."amountMinor", com.currency, com."nothingBecause",
      com."needsApproval", com."soldAt", com."firstSoldAt", com."releaseAt",
      com.facts, com.history, com."waitingMinor", com."waitingBasisPoints", com."evaluateAt");
  end loop;
end $$;
