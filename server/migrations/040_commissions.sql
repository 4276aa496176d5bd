create schema commissions;

-- What a company promises its affiliates. Terms never change: an edit adds a version.
create table commissions.plans (
  workspace_id text not null,
  id text not null,
  name text not null,
  is_default boolean not null default false,
  current_version integer not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);
create unique index one_default_plan on commissions.plans (workspace_id) where is_default;

create table commissions.plan_versions (
  workspace_id text not null,
  plan_id text not null,
  version integer not null,
  kind text not null check (kind in ('percent', 'flat')),
  -- 2000 is 20 %.
  rate_basis_points integer check (rate_basis_points between 1 and 10000),
  flat_amount_minor bigint check (flat_amount_minor > 0),
  -- Of the flat amount and of the bounds.
  currency text,
  recurrence text not null check (recurrence in ('once', 'months', 'lifetime')),
  recurrence_months integer check (recurrence_months > 0),
  hold_days integer not null check (hold_days >= 0),
  min_amount_minor bigint check (min_amount_minor >= 0),
  max_amount_minor bigint check (max_amount_minor >= min_amount_minor),
  needs_approval boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, plan_id, version),
  foreign key (workspace_id, plan_id) references commissions.plans (workspace_id, id),
  check ((kind = 'percent') = (rate_basis_points is not null)),
  check ((kind = 'flat') = (flat_amount_minor is not null)),
  check ((recurrence = 'months') = (recurrence_months is not null)),
  check (currency is not null or (flat_amount_minor is null and min_amount_minor is null and max_amount_minor is null))
);

-- An offer without a row here follows the default plan.
create table commissions.offer_plans (
  workspace_id text not null,
  offer_id text not null,
  plan_id text not null,
  assigned_at timestamptz not null,
  primary key (workspace_id, offer_id),
  foreign key (workspace_id, plan_id) references commissions.plans (workspace_id, id)
);

-- One row for every sale that an affiliate brought, also where the plan gives nothing, with the reason. A sale whose
-- credit moves gets another row; the earlier one stays and keeps nothing.
-- Keys to the rooms below are left out on purpose: the books outlive what they were kept about.
create table commissions.commissions (
  workspace_id text not null,
  id text not null,
  sale_id text not null,
  sale_external_id text not null,
  affiliate_id text not null,
  offer_id text not null,
  customer_id text not null,
  plan_id text,
  plan_version integer,
  sale_amount_minor bigint not null,
  sale_currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  -- Why nothing is earned; null when something is.
  nothing_because text check (nothing_because in ('no_plan', 'only_first_sale', 'period_over', 'rounds_to_zero')),
  needs_approval boolean not null default false,
  sold_at timestamptz not null,
  -- When the customer had first bought through this affiliate, as known at the booking; null at their first sale.
  first_sold_at timestamptz,
  release_at timestamptz not null,
  booked_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, sale_id, affiliate_id, offer_id),
  foreign key (workspace_id, plan_id, plan_version)
    references commissions.plan_versions (workspace_id, plan_id, version),
  check ((amount_minor = 0) = (nothing_because is not null))
);
create index commissions_by_time on commissions.commissions (workspace_id, sold_at desc, id desc);
create index commissions_by_affiliate on commissions.commissions (workspace_id, affiliate_id, sold_at desc, id desc);
create index commissions_by_customer on commissions.commissions (workspace_id, customer_id, affiliate_id);

-- A person's word on one commission; withdrawing it keeps the row.
create table commissions.approvals (
  workspace_id text not null,
  id text not null,
  commission_id text not null,
  decision text not null check (decision in ('approved', 'declined')),
  reason text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id)
);
create unique index one_standing_approval on commissions.approvals (workspace_id, commission_id)
  where withdrawn_at is null;

-- Every refund of a sale that has a commission, also one so small that it takes nothing back.
create table commissions.refunds (
  workspace_id text not null,
  refund_id text not null,
  sale_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  occurred_at timestamptz not null,
  primary key (workspace_id, refund_id)
);
create index refunds_by_sale on commissions.refunds (workspace_id, sale_id);

-- A sale's credit that moved after it was booked; the latest row says who has it, null that nobody has.
create table commissions.reattributions (
  workspace_id text not null,
  id text not null,
  sale_id text not null,
  affiliate_id text,
  offer_id text,
  at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index reattributions_by_sale on commissions.reattributions (workspace_id, sale_id, id desc);

-- Whether a sale's credit has gone to somebody else than this commission's affiliate, or to another offer.
create function commissions.is_moved(p_workspace text, p_sale text, p_affiliate text, p_offer text)
returns boolean language sql stable as $$
  select coalesce((
    select affiliate_id is distinct from p_affiliate or offer_id is distinct from p_offer
    from commissions.reattributions where workspace_id = p_workspace and sale_id = p_sale
    order by id desc limit 1), false)
$$;

-- The double-entry ledger. A source key books once, for ever.
create table commissions.ledger_entries (
  workspace_id text not null,
  id text not null,
  source_key text not null,
  kind text not null check (kind in ('commission', 'refund', 'decline', 'reinstatement', 'reattribution', 'payout')),
  currency text not null,
  at timestamptz not null,
  booked_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, source_key)
);

-- Positive: the account receives. Line n of a reversal takes back from line n of the entry that it names.
create table commissions.ledger_lines (
  workspace_id text not null,
  entry_id text not null,
  line integer not null check (line > 0),
  account text not null check (account in ('affiliate', 'commission_expense', 'payouts_sent')),
  affiliate_id text not null,
  commission_id text,
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null,
  at timestamptz not null,
  reverses_entry_id text,
  settles_entry_id text,
  primary key (workspace_id, entry_id, line),
  foreign key (workspace_id, entry_id) references commissions.ledger_entries (workspace_id, id),
  foreign key (workspace_id, commission_id) references commissions.commissions (workspace_id, id),
  foreign key (workspace_id, reverses_entry_id, line)
    references commissions.ledger_lines (workspace_id, entry_id, line),
  foreign key (workspace_id, settles_entry_id) references commissions.ledger_entries (workspace_id, id)
);
create index ledger_of_affiliate on commissions.ledger_lines (workspace_id, affiliate_id, currency, at)
  where account = 'affiliate';
create index ledger_of_commission on commissions.ledger_lines (workspace_id, commission_id)
  where account = 'affiliate';
-- No entry is ever paid twice, whatever a higher room does.
create unique index settled_once on commissions.ledger_lines (workspace_id, settles_entry_id)
  where settles_entry_id is not null;

create function commissions.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on commissions.ledger_entries
  for each statement execute function commissions.refuse_change();
create trigger append_only before update or delete or truncate on commissions.ledger_lines
  for each statement execute function commissions.refuse_change();
create trigger append_only before update or delete or truncate on commissions.commissions
  for each statement execute function commissions.refuse_change();
create trigger append_only before update or delete or truncate on commissions.plan_versions
  for each statement execute function commissions.refuse_change();
create trigger append_only before update or delete or truncate on commissions.refunds
  for each statement execute function commissions.refuse_change();
create trigger append_only before update or delete or truncate on commissions.reattributions
  for each statement execute function commissions.refuse_change();

-- Every statement that writes lines balances by itself: what is added later cannot tip an entry.
create function commissions.refuse_unbalanced_lines() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_lines line
    join commissions.ledger_entries entry on entry.workspace_id = line.workspace_id and entry.id = line.entry_id
    group by entry.workspace_id, entry.id
    having sum(line.amount_minor) <> 0 or bool_or(line.currency <> entry.currency)
  ) then
    raise exception 'ledger lines do not sum to zero in the currency of their entry' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger balanced after insert on commissions.ledger_lines
  referencing new table as new_lines
  for each statement execute function commissions.refuse_unbalanced_lines();

-- At commit: an entry has lines, and they sum to zero.
create function commissions.refuse_unbalanced_entry() returns trigger language plpgsql as $$
begin
  if (select sum(amount_minor) from commissions.ledger_lines
      where workspace_id = new.workspace_id and entry_id = new.id) is distinct from 0 then
    raise exception 'ledger entry % does not sum to zero', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on commissions.ledger_entries
  deferrable initially deferred
  for each row execute function commissions.refuse_unbalanced_entry();

-- Books a sale's commission with its two lines, once. Expecting the customer's first sale and finding an earlier one,
-- it writes nothing and returns when that was. In a function its plans are cached, which a bare statement's are not.
create function commissions.book_commission(
  p_workspace text, p_id text, p_entry text, p_expects_first boolean, p_sale text,
  p_sale_external text, p_affiliate text, p_offer text, p_customer text, p_plan text, p_plan_version integer,
  p_sale_amount bigint, p_sale_currency text, p_amount bigint, p_currency text, p_nothing_because text,
  p_needs_approval boolean, p_sold_at timestamptz, p_first_sold_at timestamptz, p_release_at timestamptz
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
      needs_approval, sold_at, first_sold_at, release_at)
    values (p_workspace, p_id, p_sale, p_sale_external, p_affiliate, p_offer, p_customer, p_plan, p_plan_version,
      p_sale_amount, p_sale_currency, p_amount, p_currency, p_nothing_because, p_needs_approval, p_sold_at,
      p_first_sold_at, p_release_at)
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
