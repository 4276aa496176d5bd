-- The secret address under which a member's calendar reads their tasks; it goes when they leave.
create table customers.task_calendars (
  workspace_id text not null,
  user_id text not null,
  token_hash text not null,
  created_at timestamptz(3) not null,
  last_read_at timestamptz(3),
  primary key (workspace_id, user_id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, user_id) references workspace.members (workspace_id, user_id) on delete cascade
);
create index task_calendars_by_token on customers.task_calendars (token_hash);
