-- What a plan gives beside its commissions: for leads, for clicks. In the plan's currency.
alter table commissions.plan_versions
  add column also jsonb not null default '[]',
  add constraint also_in_a_currency check (currency is not null or also = '[]');
