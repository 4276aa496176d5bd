-- How somebody stands to us, and how much a champion does: of the account, as deals have it of themselves.
alter table customers.stakeholders
  add column attitude text check (attitude in ('supporter', 'neutral', 'opponent')),
  add column strength text check (strength in ('low', 'medium', 'high'));
