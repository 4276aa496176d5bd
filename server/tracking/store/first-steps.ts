import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readTrackingSteps(workspaceId: string) {
  return seekEach({
    link: sql`select 1 from tracking.links where workspace_id = ${workspaceId}`,
    click: sql`select 1 from tracking.click_days where workspace_id = ${workspaceId}`,
    sale: sql`select 1 from tracking.sale_events where workspace_id = ${workspaceId}`,
  });
}
