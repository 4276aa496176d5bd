-- The steps of a sample company that are done, each with what it made: two connections work at a time.
create table sample.load_steps (
  workspace_id text not null references sample.loads (workspace_id) on delete cascade,
  step integer not null,
  primary key (workspace_id, step)
);
insert into sample.load_steps (workspace_id, step)
select workspace_id, step from sample.loads, generate_series(0, steps_done - 1) as step;
