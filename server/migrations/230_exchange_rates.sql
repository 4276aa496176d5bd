-- What one of the base was worth in the quote on a day, as people typed or uploaded it. A correction replaces the day's
-- rate; a commission keeps the rate that it was converted at, and no change here reaches it.
create table commissions.exchange_rates (
  workspace_id text not null,
  base text not null,
  quote text not null,
  day date not null,
  rate numeric not null check (rate > 0),
  source text not null check (source in ('typed', 'ecb_file')),
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (workspace_id, base, quote, day),
  check (base <> quote)
);
create index exchange_rates_by_quote on commissions.exchange_rates (workspace_id, quote, day);
create index exchange_rates_by_day on commissions.exchange_rates (workspace_id, day desc, base, quote);

alter table commissions.plan_versions
  -- A percentage of a foreign sale is paid in the sale's currency, or in the plan's at the rate of the sale's day.
  add column pay_in text not null default 'sale' check (pay_in in ('sale', 'plan')),
  add check (pay_in = 'sale' or currency is not null);

alter table commissions.commissions
  drop constraint commissions_nothing_because_check,
  add constraint commissions_nothing_because_check check (nothing_because in ('no_plan', 'only_first_sale',
    'period_over', 'rounds_to_zero', 'excluded', 'customer_cap', 'budget_used', 'no_rate'));
create index commissions_without_rate on commissions.commissions (workspace_id, sold_at, sale_external_id)
  where nothing_because = 'no_rate';
