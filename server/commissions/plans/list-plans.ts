import { type Actor, authorize } from '../../core/actor.ts';
import type { Plan } from '../schema.ts';
import { listPlanRows, listVersionRows } from '../store/plans.ts';
import { planSentence } from './plan-sentence.ts';
import { getPlan, withSentence } from './save-plan.ts';

/** The default plan first, then the newest. */
export async function listPlans(actor: Actor): Promise<Plan[]> {
  authorize(actor, 'commissions.read');
  const rows = await listPlanRows(actor.workspaceId);
  return rows.map((row) => withSentence(row, actor.locale));
}

/** A plan with every version that it ever had, the newest first. @throws Problem 404 */
export async function viewPlan(actor: Actor, id: string) {
  authorize(actor, 'commissions.read');
  const plan = await getPlan(actor.workspaceId, id, actor.locale);
  const versions = await listVersionRows(actor.workspaceId, id);
  return {
    ...plan,
    versions: versions.map((version) => ({ ...version, sentence: planSentence(version, actor.locale) })),
  };
}
