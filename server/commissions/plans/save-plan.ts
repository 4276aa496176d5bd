import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';
import { type Actor, authorize } from '../../core/actor.ts';
import { announce } from '../../core/announce.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import {
  clearDefaultPlan,
  insertPlan,
  insertVersion,
  listPlanRows,
  listVersions,
  lockPlans,
  updatePlan,
} from '../store/plans.ts';
import { forgetTerms, PLANS_CHANGED } from './remembered-terms.ts';
import { NewPlan, type Plan, type PlanChange, type PlanInput, type PlanTerms } from './schema.ts';
import type { TermsChanged } from './tell-of-terms.ts';
import { viewPlanRow } from './view-plan.ts';

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
      startsAt: plan.createdAt,
      noticeDays: 0,
      createdBy,
      createdAt: plan.createdAt,
    });
    return getPlan(workspaceId, plan.id, plan.createdAt);
  });
}

export async function createPlan(actor: Actor, input: NewPlan): Promise<Plan> {
  authorize(actor, 'commissions.write');
  return inTransaction(async () => {
    const plan = await savePlan(actor.workspaceId, input, actor.id);
    await audit(actor, { action: 'plan.created', objectType: 'plan', objectId: plan.id, after: plan });
    return getPlan(actor.workspaceId, plan.id, plan.createdAt, actor.locale);
  });
}

/**
 * Changes name, default or terms. New terms become a new version that holds from a date on: earlier sales keep theirs.
 * @throws Problem 404; 409 for an archived plan in use; 422 for a start before the notice is over.
 */
export async function changePlan(actor: Actor, id: string, change: PlanChange): Promise<Plan> {
  authorize(actor, 'commissions.write');
  const { workspaceId } = actor;
  return changingPlans(workspaceId, async () => {
    const before = await getPlan(workspaceId, id, actor.now);
    if (change.isArchived && (before.isDefault || before.offerIds.length > 0)) {
      throw conflict(
        'plan_in_use',
        'The default plan, and a plan that an offer follows, cannot be archived.',
      );
    }
    if (change.isDefault) await clearDefaultPlan(workspaceId);
    await updatePlan(workspaceId, id, {
      name: change.name,
      isDefault: change.isDefault,
      currentVersion: change.terms && (await addVersion(actor, id, change, change.terms)),
      archivedAt: archivedAt(change, actor.now),
    });
    const after = await getPlan(workspaceId, id, actor.now);
    await audit(actor, { action: 'plan.changed', objectType: 'plan', objectId: id, before, after });
    return getPlan(workspaceId, id, actor.now, actor.locale);
  });
}

/** @returns the number of the new version. */
async function addVersion(actor: Actor, planId: string, change: PlanChange, terms: PlanTerms) {
  const { workspaceId, now: createdAt, id: createdBy } = actor;
  const noticeDays = change.noticeDays ?? 0;
  const workspace = await findWorkspace(workspaceId);
  const startsAt = startOf(change.startsOn, addDays(createdAt, noticeDays), workspace?.timeZone ?? 'UTC');
  const [newest] = await listVersions(workspaceId, [planId]);
  const version = (newest?.version ?? 0) + 1;
  await insertVersion(workspaceId, { ...terms, planId, version, startsAt, noticeDays, createdBy, createdAt });
  await emit<TermsChanged>(workspaceId, 'plan.terms_changed', { planId, version });
  return version;
}

/** The beginning of the day, or the end of the notice where no day is told or it ends in the course of that day. */
function startOf(day: string | undefined, afterNotice: Date, timeZone: string): Date {
  if (!day) return afterNotice;
  if (day < format(new TZDate(afterNotice.getTime(), timeZone), 'yyyy-MM-dd')) {
    throw invalidField('startsOn', 'is before the notice is over');
  }
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const start = new TZDate(year, month - 1, date, timeZone).getTime();
  return new Date(Math.max(start, afterNotice.getTime()));
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

/** As it holds at the moment. @throws Problem 404. */
export async function getPlan(workspaceId: string, id: string, at: Date, locale = 'en'): Promise<Plan> {
  const [row] = await listPlanRows(workspaceId, [id]);
  if (!row) throw notFound('plan');
  return viewPlanRow(row, at, locale);
}
