-- The seller's own id of a link: told again, it names the same one.
alter table tracking.links add column external_id text;
create unique index links_by_external_id on tracking.links (workspace_id, external_id) where external_id is not null;
