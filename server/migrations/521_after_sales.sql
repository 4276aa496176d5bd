-- Since when an account pays, so that what follows a sale can begin; and playbooks for that.
alter table customers.account_figures add column first_paid_on date;
update customers.account_figures f set first_paid_on = p.day
from (select workspace_id, account_id, min(day) as day from signals.mrr_movements group by workspace_id, account_id) p
where p.workspace_id = f.workspace_id and p.account_id = f.account_id;

alter table journeys.playbooks
  drop constraint playbooks_purpose_check,
  add constraint playbooks_purpose_check check (
    purpose in ('rescue', 'onboarding', 'after_sale', 'renewal', 'expansion', 'advocacy', 'other'));
