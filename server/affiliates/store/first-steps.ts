import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readAffiliatesSteps(workspaceId: string) {
  return seekEach({
    offer: sql`select 1 from affiliates.offers where workspace_id = ${workspaceId}`,
    invitation: sql`select 1 from affiliates.invitations where workspace_id = ${workspaceId}`,
    affiliate: sql`select 1 from affiliates.affiliates where workspace_id = ${workspaceId} and status = 'active'`,
  });
}
