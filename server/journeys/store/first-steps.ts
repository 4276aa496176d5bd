import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readJourneysSteps(workspaceId: string) {
  return seekEach({
    playbook: sql`select 1 from journeys.playbooks where workspace_id = ${workspaceId} and status = 'active'`,
  });
}
