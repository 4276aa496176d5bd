-- By which rule an offer credits a sale. What the columns of `offers` say holds from now on; what held before stays
-- readable, and facts of that time are decided by it whenever they are told.
alter table affiliates.offers
  add column click_model text not null default 'last' check (click_model in ('last', 'first')),
  add column is_lifetime boolean not null default true,
  add column protects_customers boolean not null default false;

create table affiliates.offer_rules (
  workspace_id text not null,
  offer_id text not null,
  -- The earliest one holds for all that was before it too.
  valid_from timestamptz(3) not null,
  click_model text not null,
  window_days integer not null,
  coupon_first boolean not null,
  is_lifetime boolean not null,
  protects_customers boolean not null,
  primary key (workspace_id, offer_id, valid_from),
  foreign key (workspace_id, offer_id) references affiliates.offers (workspace_id, id) on delete cascade
);
insert into affiliates.offer_rules
  select workspace_id, id, created_at, click_model, window_days, coupon_first, is_lifetime, protects_customers
  from affiliates.offers;

-- Whoever writes an offer: no rule is ever in force without being kept.
create function affiliates.keep_offer_rule() returns trigger language plpgsql as $$
begin
  insert into affiliates.offer_rules values (new.workspace_id, new.id, clock_timestamp(), new.click_model,
    new.window_days, new.coupon_first, new.is_lifetime, new.protects_customers)
  on conflict (workspace_id, offer_id, valid_from) do update set click_model = excluded.click_model,
    window_days = excluded.window_days, coupon_first = excluded.coupon_first, is_lifetime = excluded.is_lifetime,
    protects_customers = excluded.protects_customers;
  return null;
end $$;
create trigger keep_first_rule after insert on affiliates.offers
  for each row execute function affiliates.keep_offer_rule();
create trigger keep_changed_rule after update on affiliates.offers for each row
  when ((old.click_model, old.window_days, old.coupon_first, old.is_lifetime, old.protects_customers)
    is distinct from (new.click_model, new.window_days, new.coupon_first, new.is_lifetime, new.protects_customers))
  execute function affiliates.keep_offer_rule();

-- The rules in force when an event was decided, one for each offer among its touches; the winner's first.
alter table tracking.attribution_decisions add column rules jsonb;

-- Since when the one record knows somebody as a customer, read once: what is imported later does not move a credit.
alter table tracking.referred_customers
  add column is_record_read boolean not null default false,
  add column customer_since timestamptz;

-- A first click may lie far back: two hundred clicks are looked at instead of fifty.
create or replace function tracking.clicks_of(p_workspace text, p_customer text, p_until timestamptz)
returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('clickId', id, 'at', at, 'affiliateId', affiliate_id,
      'offerId', offer_id, 'windowDays', window_days)), '[]')
    from (
      select click.* from tracking.customer_visitors visitor
      cross join lateral (
        select id, at, affiliate_id, offer_id, window_days from tracking.clicks
        where workspace_id = visitor.workspace_id and visitor_id = visitor.visitor_id
          and at <= p_until and verdict in ('counted', 'repeat', 'prefetch')
        order by at desc limit 200
      ) click
      where visitor.workspace_id = p_workspace and visitor.customer_id = p_customer
      order by click.at desc, click.id desc limit 200
    ) as click);
end $$;
