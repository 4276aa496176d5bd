-- When a browser that is signed in was last used, to within minutes; the sign-in library tells it by the day.
alter table workspace.sessions add column last_used_at timestamptz not null default now();
update workspace.sessions set last_used_at = updated_at;
