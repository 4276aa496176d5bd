-- From when a version of a plan holds, and how many days before that it had to be known. A sale is booked under the
-- version of the moment at which it happened; the first version also holds for everything before it.
alter table commissions.plan_versions
  add column starts_at timestamptz,
  add column notice_days integer not null default 0 check (notice_days between 0 and 365);
alter table commissions.plan_versions disable trigger append_only;
update commissions.plan_versions set starts_at = created_at;
alter table commissions.plan_versions enable trigger append_only;
alter table commissions.plan_versions alter column starts_at set not null;
