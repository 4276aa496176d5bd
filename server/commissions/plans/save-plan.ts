import { type Actor, authorize } from '../../core/actor.ts';
import { announce } from '../../core/announce.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { NewPlan, type Plan, type PlanChange, type PlanInput } from '../schema.ts';
import {
  clearDefaultPlan,
  insertPlan,
  insertVersion,
  listPlanRows,
  lockPlans,
  type PlanRow,
  updatePlan,
} from '../store/plans.ts';
import { planSentence } from './plan-sentence.ts';
import { forgetTerms, PLANS_CHANGED } from './remembered-terms.ts';

/** Makes a plan. The first plan of a workspace becomes its default. @throws ZodError for contradicting terms. */
export async function savePlan(workspaceId: string, input: PlanInput, createdBy = 'system'): Promise<Plan> {
  const { name, isDefault, ...terms } = NewPlan.parse(input);
  return changingPlans(workspaceId, async () => {
    const isFirst = (await listPlanRows(workspaceId)).length === 0;
    const plan = { id: newId('plan'), name, isDefault: isDefault ?? isFirst, createdAt: now() };
    if (plan.isDefault) await clearDefaultPlan(workspaceId);
    await insertPlan(workspaceId, plan);
    await insertVersion(workspaceId, {
      ...terms,
      planId: plan.id,
      version: 1,
      createdBy,
      createdAt: plan.createdAt,
    });
    return getPlan(workspaceId, plan.id);
  });
}

export async function createPlan(actor: Actor, input: NewPlan): Promise<Plan> {
  authorize(actor, 'commissions.write');
  return inTransaction(async () => {
    const plan = await savePlan(actor.workspaceId, input, actor.id);
    await audit(actor, { action: 'plan.created', objectType: 'plan', objectId: plan.id, after: plan });
    return { ...plan, sentence: planSentence(plan, actor.locale) };
  });
}

/** Changes name, default or terms. New terms become a new version: earlier commissions keep theirs. */
export async function changePlan(actor: Actor, id: string, change: PlanChange): Promise<Plan> {
  authorize(actor, 'commissions.write');
  const { workspaceId } = actor;
  return changingPlans(workspaceId, async () => {
    const before = await getPlan(workspaceId, id);
    if (change.isArchived && (before.isDefault || before.offerIds.length > 0)) {
      throw conflict(
        'plan_in_use',
        'The default plan, and a plan that an offer follows, cannot be archived.',
      );
    }
    if (change.isDefault) await clearDefaultPlan(workspaceId);
    const version = change.terms ? before.version + 1 : undefined;
    if (change.terms && version) {
      const created = { createdBy: actor.id, createdAt: actor.now };
      await insertVersion(workspaceId, { ...change.terms, planId: id, version, ...created });
    }
    await updatePlan(workspaceId, id, {
      name: change.name,
      isDefault: change.isDefault,
      currentVersion: version,
      archivedAt: archivedAt(change, actor.now),
    });
    const after = await getPlan(workspaceId, id);
    await audit(actor, { action: 'plan.changed', objectType: 'plan', objectId: id, before, after });
    return { ...after, sentence: planSentence(after, actor.locale) };
  });
}

function archivedAt(change: PlanChange, at: Date): Date | null | undefined {
  if (change.isArchived === undefined) return undefined;
  return change.isArchived ? at : null;
}

/** One change at a time, and every running instance forgets the terms that it remembers. */
export async function changingPlans<T>(workspaceId: string, change: () => Promise<T>): Promise<T> {
  const changed = await inTransaction(async () => {
    await lockPlans(workspaceId);
    const result = await change();
    await announce(PLANS_CHANGED, workspaceId);
    return result;
  });
  forgetTerms();
  return changed;
}

/** @throws Problem 404. */
export async function getPlan(workspaceId: string, id: string, locale = 'en'): Promise<Plan> {
  const [row] = await listPlanRows(workspaceId, [id]);
  if (!row) throw notFound('plan');
  return withSentence(row, locale);
}

export function withSentence(row: PlanRow, locale: string): Plan {
  return { ...row, sentence: planSentence(row, locale) };
}
