-- Deals that salespeople work on: the way each goes, what it is worth, and who takes part in it.
create table customers.pipelines (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  is_default boolean not null default false,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  check (not is_default or archived_at is null)
);
create unique index pipelines_default_once on customers.pipelines (workspace_id) where is_default;

create table customers.deal_stages (
  workspace_id text not null,
  id text not null,
  pipeline_id text not null,
  name text not null,
  kind text not null check (kind in ('open', 'won', 'lost')),
  position integer not null,
  -- Percent, of deals that have none of their own.
  probability integer not null check (probability between 0 and 100),
  -- A deal that stays longer is stale; null means never.
  stale_days integer check (stale_days between 1 and 3650),
  archived_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references customers.pipelines (workspace_id, id) on delete cascade,
  check (kind <> 'won' or probability = 100),
  check (kind <> 'lost' or probability = 0),
  check (kind = 'open' or archived_at is null)
);
create index deal_stages_by_pipeline on customers.deal_stages (workspace_id, pipeline_id, position, id);
-- Deals of a pipeline are won in one place and lost in one place.
create unique index deal_stages_closed_once on customers.deal_stages (workspace_id, pipeline_id, kind) where kind <> 'open';

-- Why deals are lost, in the company's words and order.
create table customers.deal_loss_reasons (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  name text not null,
  position integer not null,
  archived_at timestamptz(3),
  primary key (workspace_id, id)
);

create table customers.deals (
  workspace_id text not null references workspace.workspaces (workspace_id) on delete cascade,
  id text not null,
  external_id text,
  pipeline_id text not null,
  stage_id text not null,
  state text not null default 'open' check (state in ('open', 'won', 'lost')),
  name text not null,
  name_key text collate "C" not null,
  account_id text,
  -- Null is not known yet.
  amount_minor bigint check (amount_minor >= 0),
  currency text not null,
  -- Percent; null means its stage's.
  probability integer check (probability between 0 and 100),
  expected_on date,
  owner_id text,
  channel text,
  source text,
  competitors text[] not null default '{}',
  next_step text,
  -- The affiliate's registration that it came from.
  registration_id text,
  stage_since timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by_name text,
  loss_reason_id text,
  close_note text,
  -- The win whose amount counts as a sale of the affiliate's.
  sale_key text,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  search_key text collate "C" not null generated always as
    (name_key || ' ' || coalesce(lower(external_id), '')) stored,
  primary key (workspace_id, id),
  -- For ever: also of deals that were deleted.
  unique (workspace_id, external_id),
  foreign key (workspace_id, pipeline_id) references customers.pipelines (workspace_id, id),
  foreign key (workspace_id, stage_id) references customers.deal_stages (workspace_id, id),
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete set null (account_id),
  foreign key (workspace_id, owner_id) references workspace.members (workspace_id, user_id) on delete set null (owner_id),
  foreign key (workspace_id, loss_reason_id) references customers.deal_loss_reasons (workspace_id, id),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'lost') = (loss_reason_id is not null)),
  check (sale_key is null or state = 'won')
);
create unique index deals_of_registration on customers.deals (workspace_id, registration_id) where registration_id is not null;
create index deals_by_stage on customers.deals (workspace_id, stage_id, (expected_on - date '2000-01-01'), id);
create index deals_by_account on customers.deals (workspace_id, account_id, id) where account_id is not null;
create index deals_by_owner on customers.deals (workspace_id, owner_id, id);
create index deals_by_name on customers.deals (workspace_id, name_key, id);
create index deals_by_amount on customers.deals (workspace_id, amount_minor, id);
create index deals_by_expectation on customers.deals (workspace_id, (expected_on - date '2000-01-01'), id);
create index deals_by_creation on customers.deals (workspace_id, created_at, id);
create index deals_by_stay on customers.deals (workspace_id, stage_since, id);
create index deals_by_close on customers.deals (workspace_id, closed_at, id);
create index deals_by_search_key on customers.deals using gin (search_key gin_trgm_ops);

-- Who takes part in a deal, and how they stand to it. Null is not known.
create table customers.deal_people (
  workspace_id text not null,
  deal_id text not null,
  person_id text not null,
  role text check (role in ('champion', 'influencer', 'decision_maker', 'user', 'blocker')),
  influence text check (influence in ('low', 'medium', 'high')),
  attitude text check (attitude in ('supporter', 'neutral', 'opponent')),
  -- How much a champion does for the deal.
  strength text check (strength in ('low', 'medium', 'high')),
  updated_at timestamptz(3) not null,
  primary key (workspace_id, deal_id, person_id),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id) on delete cascade
);
create index deal_people_by_person on customers.deal_people (workspace_id, person_id, deal_id);

create table customers.deal_lines (
  workspace_id text not null,
  deal_id text not null,
  position integer not null,
  name text not null,
  quantity integer not null check (quantity between 1 and 1000000),
  price_minor bigint not null check (price_minor >= 0),
  primary key (workspace_id, deal_id, position),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade
);

-- Every step of a deal, with the time that it spent where it came from.
create table customers.deal_moves (
  workspace_id text not null,
  id text not null,
  deal_id text not null,
  -- Null for a new deal.
  from_stage_id text,
  to_stage_id text not null,
  at timestamptz(3) not null,
  -- Milliseconds in the stage before.
  stayed_ms bigint check (stayed_ms >= 0),
  by_id text not null,
  by_name text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references customers.deals (workspace_id, id) on delete cascade,
  foreign key (workspace_id, from_stage_id) references customers.deal_stages (workspace_id, id),
  foreign key (workspace_id, to_stage_id) references customers.deal_stages (workspace_id, id),
  check ((from_stage_id is null) = (stayed_ms is null))
);
create index deal_moves_of_deal on customers.deal_moves (workspace_id, deal_id, at, id);
create index deal_moves_into_stage on customers.deal_moves (workspace_id, to_stage_id, at);
create index deal_moves_out_of_stage on customers.deal_moves (workspace_id, from_stage_id, at) where from_stage_id is not null;

-- Workspaces that were there before deals; new ones get theirs when they are made.
with made as (
  insert into customers.pipelines (workspace_id, id, name, is_default, created_at, updated_at)
  select workspace_id, 'pip_' || replace(gen_random_uuid()::text, '-', ''),
    case when locale like 'th%' then 'การขาย' else 'Sales' end, true, now(), now()
  from workspace.workspaces
  returning workspace_id, id, name
)
insert into customers.deal_stages (workspace_id, id, pipeline_id, name, kind, position, probability, stale_days)
select workspace_id, 'dst_' || replace(gen_random_uuid()::text, '-', ''), made.id,
  case when made.name = 'Sales' then stage.en else stage.th end, kind, position, probability, stale_days
from made cross join (values
  (0, 'open', 'Qualification', 'คัดกรอง', 10, 14),
  (1, 'open', 'Needs analysis', 'วิเคราะห์ความต้องการ', 25, 14),
  (2, 'open', 'Proposal', 'เสนอราคา', 50, 21),
  (3, 'open', 'Negotiation', 'เจรจาต่อรอง', 75, 21),
  (4, 'won', 'Won', 'ปิดการขายได้', 100, null),
  (5, 'lost', 'Lost', 'ปิดการขายไม่ได้', 0, null)
) as stage (position, kind, en, th, probability, stale_days);

insert into customers.deal_loss_reasons (workspace_id, id, name, position)
select workspace_id, 'dlr_' || replace(gen_random_uuid()::text, '-', ''),
  case when locale like 'th%' then reason.th else reason.en end, position
from workspace.workspaces cross join (values
  (0, 'Too expensive', 'ราคาสูงเกินไป'),
  (1, 'Chose a competitor', 'เลือกคู่แข่ง'),
  (2, 'No budget', 'ไม่มีงบประมาณ'),
  (3, 'Something is missing in the product', 'ผลิตภัณฑ์ยังขาดบางอย่าง'),
  (4, 'Not the right time', 'ยังไม่ถึงเวลา'),
  (5, 'No answer any more', 'ติดต่อไม่ได้อีก'),
  (6, 'Another reason', 'เหตุผลอื่น')
) as reason (position, en, th);
