import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readPayoutsSteps(workspaceId: string) {
  return seekEach({
    company: sql`select 1 from payouts.companies where workspace_id = ${workspaceId}`,
    batch: sql`select 1 from payouts.payouts where workspace_id = ${workspaceId} and canceled_at is null`,
    payout: sql`select 1 from payouts.payouts where workspace_id = ${workspaceId} and paid_at is not null`,
  });
}
