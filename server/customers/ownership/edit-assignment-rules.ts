import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { invalid, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import { getOwnerNames } from '../owners.ts';
import { queueAssignment } from './jobs.ts';
import { findRuleErrors } from './rules.ts';
import type {
  AssignedObject,
  AssignmentPreview,
  AssignmentRule,
  AssignmentRuleChange,
  NewAssignmentRule,
  RuleOrder,
} from './schema.ts';
import {
  deleteRule,
  insertRule,
  lockRule,
  placeRules,
  selectRules,
  updateRule,
} from './store/assignment-rules.ts';
import { countByRule } from './store/assignments.ts';

/** In the order in which they are tried. */
export async function listAssignmentRules(actor: Actor, object: AssignedObject): Promise<AssignmentRule[]> {
  authorize(actor, 'accounts.read');
  return selectRules(actor.workspaceId, object);
}

/** Where the records without an owner would go now; nothing is changed. */
export async function previewAssignment(actor: Actor, object: AssignedObject): Promise<AssignmentPreview> {
  authorize(actor, 'accounts.read');
  const rules = await selectRules(actor.workspaceId, object);
  const counts = await countByRule(
    actor.workspaceId,
    object,
    rules.filter(({ isActive }) => isActive),
  );
  return {
    ownerlessCount: counts.reduce((sum, { count }) => sum + count, 0),
    byRule: counts.flatMap(({ ruleId, count }) => (ruleId === null ? [] : [{ ruleId, count }])),
  };
}

/** @throws Problem 422 naming what is wrong, for example somebody who is no member. */
export async function createAssignmentRule(actor: Actor, wanted: NewAssignmentRule): Promise<AssignmentRule> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    await refuseWrong(actor, wanted, wanted.memberIds);
    const id = newId('arl');
    await insertRule(actor.workspaceId, id, wanted, actor.now);
    await audit(actor, {
      action: 'assignment_rule.created',
      objectType: 'assignment_rule',
      objectId: id,
      after: wanted,
    });
    return getRule(actor, id);
  });
}

/** @throws Problem 404; 422 naming what is wrong with the rule as it would be. */
export async function changeAssignmentRule(
  actor: Actor,
  id: string,
  change: AssignmentRuleChange,
): Promise<AssignmentRule> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const before = await getRule(actor, id);
    const after = differences<AssignmentRule>(before, change);
    if (Object.keys(after).length === 0) return before;
    // Who has left since may stay in the rule; nothing falls to them.
    await refuseWrong(actor, { ...before, ...after }, after.memberIds ?? []);
    await updateRule(actor.workspaceId, id, after, actor.now);
    await audit(actor, {
      action: 'assignment_rule.changed',
      objectType: 'assignment_rule',
      objectId: id,
      before: pick(before, after),
      after,
    });
    return getRule(actor, id);
  });
}

/** Records that it gave away keep their owners. @throws Problem 404. */
export async function deleteAssignmentRule(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'workspace.write');
  await inTransaction(async () => {
    const before = await getRule(actor, id);
    await deleteRule(actor.workspaceId, id);
    await audit(actor, {
      action: 'assignment_rule.deleted',
      objectType: 'assignment_rule',
      objectId: id,
      before,
    });
  });
}

/** @throws Problem 422 when `ids` are not all the rules of the object, each once. */
export async function orderAssignmentRules(
  actor: Actor,
  { object, ids }: RuleOrder,
): Promise<AssignmentRule[]> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const before = (await selectRules(actor.workspaceId, object, { isHeld: true })).map(({ id }) => id);
    if (ids.length !== before.length || !before.every((id) => ids.includes(id)))
      throw invalidField('ids', 'must name every rule of this kind once');
    await placeRules(actor.workspaceId, ids);
    await audit(actor, {
      action: 'assignment_rules.ordered',
      objectType: 'assignment_rule',
      objectId: object,
      before,
      after: ids,
    });
    return selectRules(actor.workspaceId, object);
  });
}

/** Gives away, soon, what has no owner now. */
export async function assignNow(actor: Actor, object: AssignedObject): Promise<void> {
  authorize(actor, 'workspace.write');
  await inTransaction(async () => {
    await audit(actor, {
      action: 'assignment_rules.applied',
      objectType: 'assignment_rule',
      objectId: object,
    });
    await queueAssignment(actor.workspaceId, object);
  });
}

async function refuseWrong(actor: Actor, rule: NewAssignmentRule, memberIds: string[]): Promise<void> {
  const errors = findRuleErrors(rule);
  if (errors.length > 0) throw invalid(errors);
  await getOwnerNames(actor.workspaceId, memberIds, 'memberIds');
}

async function getRule(actor: Actor, id: string): Promise<AssignmentRule> {
  const rule = await lockRule(actor.workspaceId, id);
  if (!rule) throw notFound('assignment rule');
  return rule;
}
