import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readCommissionsSteps(workspaceId: string) {
  return seekEach({
    plan: sql`select 1 from commissions.plans where workspace_id = ${workspaceId}`,
    commission: sql`select 1 from commissions.commissions where workspace_id = ${workspaceId}`,
  });
}
