-- What affiliates register is called by its trade name; a deal is what salespeople work on.
alter table tracking.deals rename to deal_registrations;
update customers.timeline_entries
  set kind = 'deal_registration', code = replace(code, 'timeline.deal_', 'timeline.registration_') where kind = 'deal';
