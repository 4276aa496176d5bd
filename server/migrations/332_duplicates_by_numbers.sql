-- Names that hold other numbers are never one, so that who has a number in the name is compared with those who have the same.
create index accounts_by_numbers on customers.accounts
  (workspace_id, btrim(regexp_replace(name, '[^0-9]+', ' ', 'g'))) where name ~ '[0-9]';
