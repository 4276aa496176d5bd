import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit, listMembers } from '../../workspace/index.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import type { AssignedObject, AssignmentRule } from './schema.ts';
import { addGiven, selectRules } from './store/assignment-rules.ts';
import {
  type Assigned,
  assignAsAccount,
  assignInTurn,
  selectOwnerless,
  selectOwnerlessOf,
} from './store/assignments.ts';

const RECORDS_AT_ONCE = 5_000;

/**
 * Gives records without an owner to members, by the first rule that fits; the rest stay without. Told twice, nothing
 * is given twice, and the turns of a rule come out even however many do this at once. People follow their account.
 * @returns how many records got an owner.
 */
export async function assignOwners(
  workspaceId: string,
  object: AssignedObject,
  ids: string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  return inTransaction(async () => {
    const { assigned, followers } = await assign(workspaceId, object, ids);
    return assigned.length + (await assignOwners(workspaceId, 'person', followers));
  });
}

async function assign(workspaceId: string, object: AssignedObject, ids: string[]) {
  const actor = systemActor(workspaceId, 'assignment rules');
  const rules = (await selectRules(workspaceId, object, { isHeld: true })).filter(({ isActive }) => isActive);
  const names = new Map((await listMembers(workspaceId)).map(({ userId, name }) => [userId, name]));
  const assigned: Assigned[] = [];
  let open = ids;
  for (const rule of rules) {
    const given = await apply(workspaceId, rule, names, open, actor.now);
    if (given.length === 0) continue;
    await addGiven(workspaceId, rule.id, given.length);
    await tell(workspaceId, rule, names, given, actor.now);
    await audit(actor, {
      action: 'owners.assigned',
      objectType: 'assignment_rule',
      objectId: rule.id,
      after: given,
    });
    const taken = new Set(given.map(({ id }) => id));
    open = open.filter((id) => !taken.has(id));
    assigned.push(...given);
  }
  const accountIds = object === 'account' ? assigned.map(({ id }) => id) : [];
  const followers = accountIds.length > 0 ? await selectOwnerlessOf(workspaceId, accountIds) : [];
  return { assigned, followers };
}

/** A rule whose members have all left gives nothing away. */
async function apply(
  workspaceId: string,
  rule: AssignmentRule,
  names: Map<string, string>,
  ids: string[],
  at: Date,
): Promise<Assigned[]> {
  if (rule.followsAccount) return assignAsAccount(workspaceId, rule, ids, at);
  const memberIds = rule.memberIds.filter((id) => names.has(id));
  return memberIds.length === 0 ? [] : assignInTurn(workspaceId, rule, memberIds, ids, at);
}

function tell(
  workspaceId: string,
  { id: ruleId, object, name }: AssignmentRule,
  names: Map<string, string>,
  given: Assigned[],
  at: Date,
) {
  return insertTimelineEntries(
    workspaceId,
    given.map(({ id, ownerId }) => ({
      ...(object === 'account' ? { accountId: id } : { personId: id }),
      at,
      kind: 'owner_change',
      sourceId: `${id} ${ruleId} ${at.toISOString()}`,
      code: 'customers:timeline.ownerAssigned',
      values: { owner: names.get(ownerId) ?? '', rule: name },
    })),
  );
}

/** All records of the workspace that have no owner, some thousands in each transaction. */
export async function assignAllOwnerless(workspaceId: string, object: AssignedObject): Promise<void> {
  let after = '';
  for (;;) {
    const ids = await selectOwnerless(workspaceId, object, after, RECORDS_AT_ONCE);
    await assignOwners(workspaceId, object, ids);
    const last = ids.at(-1);
    if (ids.length < RECORDS_AT_ONCE || last === undefined) return;
    after = last;
  }
}
