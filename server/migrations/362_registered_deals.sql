-- What a registration owes to its deal in the pipeline.
alter table tracking.deal_registrations
  -- It was given up because its deal was lost, and stands again with it.
  add column lost_with_deal boolean not null default false,
  -- When it would have ended, had its deal not been won.
  add column ended_before_win timestamptz(3);
