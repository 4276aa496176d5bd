import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { listPlanRows } from '../store/plans.ts';
import type { Plan, PlanWithVersions } from './schema.ts';
import { viewPlanRow, viewVersion } from './view-plan.ts';

/** The default plan first, then the newest. */
export async function listPlans(actor: Actor): Promise<Plan[]> {
  authorize(actor, 'commissions.read');
  const rows = await listPlanRows(actor.workspaceId);
  return rows.map((row) => viewPlanRow(row, actor.now, actor.locale));
}

/** A plan with every version that it ever had, the newest first. @throws Problem 404 */
export async function viewPlan(actor: Actor, id: string): Promise<PlanWithVersions> {
  authorize(actor, 'commissions.read');
  const [row] = await listPlanRows(actor.workspaceId, [id]);
  if (!row) throw notFound('plan');
  return {
    ...viewPlanRow(row, actor.now, actor.locale),
    versions: row.versions.map((version) => viewVersion(version, actor.locale)),
  };
}
