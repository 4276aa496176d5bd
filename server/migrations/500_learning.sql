-- How far each member is with learning the tool: what is done is read from the records, only this is kept.
create table strategy.learning (
  workspace_id text not null,
  user_id text not null,
  -- The list of first steps on the home page was put away.
  dismissed_at timestamptz(3),
  -- The stop of the tour at which they left, so that it goes on there on any device; null before and after the tour.
  tour_stop text,
  tour_ended_at timestamptz(3),
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references workspace.members (workspace_id, user_id) on delete cascade
);
