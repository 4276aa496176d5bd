-- Words are looked for in one timeline. An index over the words of all of them grows with everybody's entries, and a word
-- that many use took longer the more there were; the entries of one timeline that hold words are few.
drop index customers.timeline_by_search_key;
create index timeline_words_of_account on customers.timeline_entries (workspace_id, account_id, at, id)
  where search_key <> '';
create index timeline_words_of_person on customers.timeline_entries (workspace_id, person_id, at, id)
  where person_id is not null and search_key <> '';
