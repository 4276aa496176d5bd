-- Time spent on an account, beside calls and meetings, which have a length of their own.
alter table customers.activities drop constraint activities_kind_check;
alter table customers.activities
  add constraint activities_kind_check check (kind in ('note', 'call', 'meeting', 'work')),
  add constraint activities_work_check check (kind <> 'work' or (coalesce(duration_minutes, 0) > 0 and outcome is null));
create index activities_with_time on customers.activities (workspace_id, at) include (account_id, duration_minutes)
  where duration_minutes > 0 and account_id is not null and deleted_at is null;
