-- Who opened a record is kept once a day, for ever: the index is what makes it so.
alter table workspace.audit_entries add column viewed_on date;
create unique index audit_views_once on workspace.audit_entries (workspace_id, actor_id, object_id, viewed_on)
  where viewed_on is not null;

create index audit_by_actor on workspace.audit_entries (workspace_id, actor_id, id desc);
create index audit_by_time on workspace.audit_entries (workspace_id, at);
-- Words anywhere in what was before and after.
create index audit_words on workspace.audit_entries
  using gin ((coalesce(before::text, '') || ' ' || coalesce(after::text, '')) gin_trgm_ops);
