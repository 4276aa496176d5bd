import { sql } from 'kysely';
import { seekEach } from '../../core/first-steps.ts';

/** Which first steps the records of this room show as taken. */
export function readSignalsSteps(workspaceId: string) {
  return seekEach({
    usage: sql`select 1 from signals.usage_days where workspace_id = ${workspaceId}`,
    revenue: sql`select 1 from signals.subscriptions where workspace_id = ${workspaceId}`,
    costs: sql`select 1 from signals.cost_entries where workspace_id = ${workspaceId}`,
    answers: sql`select 1 from signals.survey_answers where workspace_id = ${workspaceId}`,
  });
}
