-- Open commissions of another platform come along as awards; the object is the award's source key.
alter table takeovers.items drop constraint items_kind_check;
alter table takeovers.items add constraint items_kind_check
  check (kind in ('affiliate', 'link', 'customer', 'commission'));
