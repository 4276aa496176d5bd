-- Null until a person chooses a language: before that they read the one their screen is in. Nobody was asked so far,
-- and 'en' was everybody's default.
alter table workspace.identities alter column locale drop default, alter column locale drop not null;
update workspace.identities set locale = null where locale = 'en';
