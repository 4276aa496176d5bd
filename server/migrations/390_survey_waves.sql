-- Surveys that are sent from here: what is asked of whom, the waves in which they are, and who was asked in each.
alter table signals.surveys drop constraint surveys_kind_check;
alter table signals.surveys add constraint surveys_kind_check check (kind in ('nps', 'csat', 'ces'));
alter table signals.survey_answers drop constraint survey_answers_kind_check;
alter table signals.survey_answers add constraint survey_answers_kind_check check (kind in ('nps', 'csat', 'ces'));

-- A survey without a design only takes answers that others tell.
create table signals.survey_designs (
  workspace_id text not null,
  survey_id text not null,
  status text not null default 'active' check (status in ('active', 'paused', 'archived')),
  -- By language: question, followUp, thanks.
  texts jsonb not null,
  -- The accounts whose people are asked.
  stages text[] not null,
  sampling_percent integer not null check (sampling_percent between 1 and 100),
  rest_days integer not null check (rest_days between 0 and 1000),
  open_days integer not null check (open_days between 1 and 365),
  reminder_days integer check (reminder_days between 1 and 364),
  repeat_days integer check (repeat_days between 1 and 1000),
  -- A day in the workspace's time zone.
  next_wave_on date,
  task_days integer not null check (task_days between 0 and 365),
  promoters_per_month integer not null check (promoters_per_month between 0 and 100000),
  created_by text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, survey_id),
  foreign key (workspace_id, survey_id) references signals.surveys (workspace_id, id) on delete cascade
);
create index survey_designs_due on signals.survey_designs (next_wave_on) where status = 'active';

create table signals.survey_waves (
  workspace_id text not null,
  id text not null,
  survey_id text not null,
  number integer not null check (number > 0),
  -- As the answers name it.
  name text not null,
  -- Who is drawn follows from it and the person alone.
  seed text not null,
  sampling_percent integer not null,
  reminder_days integer,
  -- Of those whom the wave is for: how many were not asked, by reason.
  left_out jsonb not null,
  started_by text not null,
  started_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, survey_id, number),
  foreign key (workspace_id, survey_id) references signals.survey_designs (workspace_id, survey_id) on delete cascade
);
-- One wave of a survey at a time, whoever starts it.
create unique index survey_waves_open on signals.survey_waves (workspace_id, survey_id) where closed_at is null;

create table signals.survey_asks (
  workspace_id text not null,
  id text not null,
  wave_id text not null,
  person_id text,
  -- The person as known then: a merge of two who were both asked takes neither ask away.
  asked_as text not null,
  account_id text not null,
  locale text not null check (locale in ('en', 'th')),
  -- What was known of the account when they were asked.
  stage text not null,
  plan_tier text,
  health_band text not null,
  asked_at timestamptz(3) not null,
  rests_until timestamptz(3) not null check (rests_until >= asked_at),
  mail_id text,
  reminder_mail_id text,
  -- Refused, or gone, between the draw and the mail.
  is_withdrawn boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, wave_id, asked_as),
  foreign key (workspace_id, wave_id) references signals.survey_waves (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references customers.accounts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, person_id) references customers.people (workspace_id, id)
    on delete set null (person_id),
  -- Nobody is asked again before they have rested, by whatever survey: two at once cannot both be written.
  constraint one_survey_ask_at_a_time exclude using gist
    (workspace_id with =, asked_as with =, tstzrange(asked_at, rests_until) with &&)
);
create index survey_asks_unsent on signals.survey_asks (workspace_id, wave_id, id)
  where mail_id is null and not is_withdrawn;
create index survey_asks_unreminded on signals.survey_asks (workspace_id, wave_id, id)
  where mail_id is not null and reminder_mail_id is null and not is_withdrawn;
create index survey_asks_of_account on signals.survey_asks (workspace_id, account_id);
create index survey_asks_of_person on signals.survey_asks (workspace_id, person_id, asked_at desc)
  where person_id is not null;

-- What another program told by a key of its own: told again, it changes nothing.
create table signals.survey_responses (
  workspace_id text not null,
  survey_id text not null,
  response_key text not null,
  answer_id text,
  primary key (workspace_id, survey_id, response_key),
  foreign key (workspace_id, survey_id) references signals.survey_designs (workspace_id, survey_id) on delete cascade
);

-- What followed from an answer, once for ever: a task for whoever cares for the account, or the mark that the person
-- may be asked to recommend.
create table signals.survey_follow_ups (
  workspace_id text not null,
  answer_id text not null,
  kind text not null check (kind in ('task', 'promoter')),
  survey_id text not null,
  task_id text,
  -- The month, in the workspace's time zone, in whose number a promoter counts.
  month date not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, answer_id, kind),
  foreign key (workspace_id, answer_id) references signals.survey_answers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, survey_id) references signals.surveys (workspace_id, id) on delete cascade
);
create index survey_promoters_by_month on signals.survey_follow_ups (workspace_id, survey_id, month)
  where kind = 'promoter';

create index survey_answers_of_survey on signals.survey_answers (workspace_id, survey_id, answered_at desc, id desc);
-- Whether mails to an address arrive is asked of the last one.
create index mails_by_recipient on core.mails (workspace_id, lower(recipient), id desc);
