-- Who brought an affiliate into the program, and since when that counts; never themselves, and never in a circle, which the
-- act that writes it sees to.
alter table affiliates.affiliates
  add column recruiter_id text,
  add column recruited_at timestamptz(3),
  add check (recruiter_id <> id),
  add check ((recruiter_id is null) = (recruited_at is null)),
  add foreign key (workspace_id, recruiter_id) references affiliates.affiliates (workspace_id, id);
create index affiliates_by_recruiter on affiliates.affiliates (workspace_id, recruiter_id) where recruiter_id is not null;
