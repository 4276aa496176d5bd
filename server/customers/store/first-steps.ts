import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readCustomersSteps(workspaceId: string) {
  return seekEach({
    customers: sql`select 1 from customers.accounts where workspace_id = ${workspaceId}`,
    people: sql`select 1 from customers.people where workspace_id = ${workspaceId}`,
    deal: sql`select 1 from customers.deals where workspace_id = ${workspaceId}`,
    wonDeal: sql`select 1 from customers.deals where workspace_id = ${workspaceId} and state = 'won'`,
    quote: sql`select 1 from customers.quotes where workspace_id = ${workspaceId}`,
    task: sql`select 1 from customers.tasks where workspace_id = ${workspaceId} and closed_at is not null`,
  });
}
