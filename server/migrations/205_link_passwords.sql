-- A link may ask for a password before it leads anywhere. Kept as a salted hash alone.
alter table tracking.links add column password_hash text;
