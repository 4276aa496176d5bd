-- What a sale may tell so that plans can tell sales apart.
alter table tracking.sale_events
  add column product text,
  add column customer_plan text,
  add column country text;

-- Ordered rules, the first that fits holds; the terms that were there before hold where none does.
alter table commissions.plan_versions
  add column rules jsonb not null default '[]',
  add column max_per_customer_minor bigint check (max_per_customer_minor > 0),
  add column monthly_budget_minor bigint check (monthly_budget_minor > 0),
  add check (currency is not null or (max_per_customer_minor is null and monthly_budget_minor is null));

alter table commissions.commissions
  -- What the sale told of itself.
  add column facts jsonb not null default '{}',
  -- What had come before, as known at the booking; null where the plan does not ask for it.
  add column history jsonb,
  drop constraint commissions_nothing_because_check,
  add constraint commissions_nothing_because_check check (nothing_because in (
    'no_plan', 'only_first_sale', 'period_over', 'rounds_to_zero', 'excluded', 'customer_cap', 'budget_used'));
create index commissions_by_plan on commissions.commissions (workspace_id, plan_id, sold_at);

drop function commissions.book_commissions(text, jsonb);
drop function commissions.book_commission(text, text, text, boolean, text, text, text, text, text, text, integer,
  bigint, text, bigint, text, text, boolean, timestamptz, timestamptz, timestamptz);

-- Books a sale's commission with its two lines, once. Expecting the customer's first sale and finding an earlier one,
-- it writes nothing and returns when that was. In a function its plans are cached, which a bare statement's are not.
create function commissions.book_commission(
  p_workspace text, p_id text, p_entry text, p_expects_first boolean, p_sale text,
  p_sale_external text, p_affiliate text, p_offer text, p_customer text, p_plan text, p_plan_version integer,
  p_sale_amount bigint, p_sale_currency text, p_amount bigint, p_currency text, p_nothing_because text,
  p_needs_approval boolean, p_sold_at timestamptz, p_first_sold_at timestamptz, p_release_at timestamptz,
  p_facts jsonb, p_history jsonb
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
      needs_approval, sold_at, first_sold_at, release_at, facts, history)
    values (p_workspace, p_id, p_sale, p_sale_external, p_affiliate, p_offer, p_customer, p_plan, p_plan_version,
      p_sale_amount, p_sale_currency, p_amount, p_currency, p_nothing_because, p_needs_approval, p_sold_at,
      p_first_sold_at, p_release_at, p_facts, p_history)
    on conflict (workspace_id, sale_id, affiliate_id, offer_id) do nothing;
  if found and p_amount > 0 then
    insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      values (p_workspace, p_entry, 'commission:' || p_id, 'commission', p_currency, p_sold_at);
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
        amount_minor, currency, at)
      values
        (p_workspace, p_entry, 1, 'affiliate', p_affiliate, p_id, p_amount, p_currency, p_sold_at),
        (p_workspace, p_entry, 2, 'commission_expense', p_affiliate, p_id, -p_amount, p_currency, p_sold_at);
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
      "releaseAt" timestamptz, facts jsonb, history jsonb) loop
    return next commissions.book_commission(p_workspace, com.id, com."entryId", com."expectsFirst", com."saleId",
      com."saleExternalId", com."affiliateId", com."offerId", com."customerId", com."planId", com."planVersion",
      com."saleAmountMinor", com."saleCurrency", com."amountMinor", com.currency, com."nothingBecause",
      com."needsApproval", com."soldAt", com."firstSoldAt", com."releaseAt",
      com.facts, com.history);
  end loop;
end $$;
