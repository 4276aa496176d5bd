-- Other billing systems than Stripe, and the seller's own.
alter table signals.billing_connections drop constraint billing_connections_kind_check;
alter table signals.billing_connections add constraint billing_connections_kind_check check (
  kind in ('stripe', 'paddle', 'lemonsqueezy', 'chargebee', 'json'));
