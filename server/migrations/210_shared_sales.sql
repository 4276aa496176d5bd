-- An offer may share a sale: the winner gets so much, and those who helped share the rest equally. All of it is the
-- winner's where nothing else was said.
alter table affiliates.offers add column winner_basis_points integer not null default 10000
  check (winner_basis_points between 1 and 10000);
alter table affiliates.offer_rules add column winner_basis_points integer not null default 10000;

create or replace function affiliates.keep_offer_rule() returns trigger language plpgsql as $$
begin
  insert into affiliates.offer_rules (workspace_id, offer_id, valid_from, click_model, window_days, coupon_first,
      is_lifetime, protects_customers, winner_basis_points)
    values (new.workspace_id, new.id, clock_timestamp(), new.click_model, new.window_days, new.coupon_first,
      new.is_lifetime, new.protects_customers, new.winner_basis_points)
  on conflict (workspace_id, offer_id, valid_from) do update set click_model = excluded.click_model,
    window_days = excluded.window_days, coupon_first = excluded.coupon_first, is_lifetime = excluded.is_lifetime,
    protects_customers = excluded.protects_customers, winner_basis_points = excluded.winner_basis_points;
  return null;
end $$;
drop trigger keep_changed_rule on affiliates.offers;
create trigger keep_changed_rule after update on affiliates.offers for each row
  when ((old.click_model, old.window_days, old.coupon_first, old.is_lifetime, old.protects_customers,
      old.winner_basis_points)
    is distinct from (new.click_model, new.window_days, new.coupon_first, new.is_lifetime, new.protects_customers,
      new.winner_basis_points))
  execute function affiliates.keep_offer_rule();

-- Who shares a sale, by what weight and why, the winner first; null where one affiliate, or nobody, has it all.
alter table tracking.attribution_decisions add column shares jsonb;

-- A commission is of a share of its sale. `sale_amount_minor` stays the whole, and the share with number 1 is the
-- winner's: what counts sales counts those.
alter table commissions.commissions
  add column credited_minor bigint,
  add column share_number integer not null default 1 check (share_number > 0);
alter table commissions.commissions disable trigger follows_redecisions;
update commissions.commissions set credited_minor = sale_amount_minor;
alter table commissions.commissions enable trigger follows_redecisions;
-- What has no sale has no share of one.
alter table commissions.commissions add check ((credited_minor is null) = (sale_amount_minor is null));

-- Null leaves the share as it is.
alter table commissions.redecisions add column credited_minor bigint, add column share_number integer;
create or replace function commissions.apply_redecision() returns trigger language plpgsql as $$
begin
  select jsonb_build_object('amountMinor', amount_minor, 'currency', currency, 'nothingBecause', nothing_because,
      'firstSoldAt', first_sold_at, 'facts', facts, 'history', history,
      'waitingBasisPoints', waiting_basis_points, 'evaluateAt', evaluate_at,
      'creditedMinor', credited_minor, 'shareNumber', share_number)
    into strict new.was
    from commissions.commissions where workspace_id = new.workspace_id and id = new.commission_id for update;
  update commissions.commissions set
      amount_minor = new.amount_minor, currency = new.currency, nothing_because = new.nothing_because,
      first_sold_at = new.first_sold_at, facts = new.facts, history = new.history,
      waiting_basis_points = new.waiting_basis_points, evaluate_at = new.evaluate_at,
      credited_minor = coalesce(new.credited_minor, credited_minor),
      share_number = coalesce(new.share_number, share_number)
    where workspace_id = new.workspace_id and id = new.commission_id;
  return new;
end $$;

-- Who has the credit from then on, each with the amount of their share; null in rows of one affiliate alone.
alter table commissions.reattributions add column shares jsonb;
create or replace function commissions.is_moved(p_workspace text, p_sale text, p_affiliate text, p_offer text)
returns boolean language sql stable as $$
  select coalesce((
    select offer_id is distinct from p_offer or case when shares is null then affiliate_id is distinct from p_affiliate
      else not shares @> jsonb_build_array(jsonb_build_object('affiliateId', p_affiliate)) end
    from commissions.reattributions where workspace_id = p_workspace and sale_id = p_sale
    order by id desc limit 1), false)
$$;

drop function commissions.book_commissions(text, jsonb);
drop function commissions.book_commission(text, text, text, boolean, text, text, text, text, text, text, integer,
  bigint, text, bigint, text, text, boolean, timestamptz, timestamptz, timestamptz, jsonb, jsonb, bigint, integer,
  timestamptz);

-- Books a share of a sale with its lines, once; what waits for a condition stands on an account of its own. Expecting
-- the customer's first sale and finding an earlier one,
-- it writes nothing and returns when that was. In a function its plans are cached, which a bare statement's are not.
create function commissions.book_commission(
  p_workspace text, p_id text, p_entry text, p_expects_first boolean, p_sale text,
  p_sale_external text, p_affiliate text, p_offer text, p_customer text, p_plan text, p_plan_version integer,
  p_sale_amount bigint, p_sale_currency text, p_amount bigint, p_currency text, p_nothing_because text,
  p_needs_approval boolean, p_sold_at timestamptz, p_first_sold_at timestamptz, p_release_at timestamptz,
  p_facts jsonb, p_history jsonb, p_waiting bigint, p_waiting_basis_points integer, p_evaluate_at timestamptz,
  p_credited bigint, p_share_number integer
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
      waiting_basis_points, evaluate_at, credited_minor, share_number)
    values (p_workspace, p_id, p_sale, p_sale_external, p_affiliate, p_offer, p_customer, p_plan, p_plan_version,
      p_sale_amount, p_sale_currency, p_amount, p_currency, p_nothing_because, p_needs_approval, p_sold_at,
      p_first_sold_at, p_release_at, p_facts, p_history, p_waiting_basis_points, p_evaluate_at,
      p_credited, p_share_number)
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
      "waitingBasisPoints" integer, "evaluateAt" timestamptz, "creditedMinor" bigint, "shareNumber" integer) loop
    return next commissions.book_commission(p_workspace, com.id, com."entryId", com."expectsFirst", com."saleId",
      com."saleExternalId", com."affiliateId", com."offerId", com."customerId", com."planId", com."planVersion",
      com."saleAmountMinor", com."saleCurrency", com."amountMinor", com.currency, com."nothingBecause",
      com."needsApproval", com."soldAt", com."firstSoldAt", com."releaseAt",
      com.facts, com.history, com."waitingMinor", com."waitingBasisPoints", com."evaluateAt",
      com."creditedMinor", com."shareNumber");
  end loop;
end $$;
