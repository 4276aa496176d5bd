-- What became of each row, for things that a person wants to look up one by one.
create table customers.import_results (
  workspace_id text not null,
  file_id text not null,
  line bigint not null,
  outcome text not null check (outcome in ('created', 'updated', 'unchanged', 'failed')),
  -- By what the row is known in its file, e.g. the number of the order.
  subject text,
  -- Why, sentence by sentence: [{ code, values }].
  notes jsonb not null default '[]',
  primary key (workspace_id, file_id, line),
  foreign key (workspace_id, file_id) references customers.import_files (workspace_id, id) on delete cascade
);
