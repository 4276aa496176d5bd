-- An import that somebody stopped: what was written stays, and it can go on later.
alter table customers.import_runs drop constraint import_runs_state_check;
alter table customers.import_runs add constraint import_runs_state_check
  check (state in ('draft', 'checking', 'queued', 'running', 'done', 'failed', 'canceled'));
