import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readSuccessSteps(workspaceId: string) {
  return seekEach({
    health: sql`select 1 from success.health_profile_versions where workspace_id = ${workspaceId}`,
  });
}
