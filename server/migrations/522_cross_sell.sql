-- Products that similar customers have.
alter table success.opportunities
  drop constraint opportunities_kind_check,
  add constraint opportunities_kind_check check (kind in ('seats', 'plan', 'product'));
