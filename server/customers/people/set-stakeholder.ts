import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import type { StakeholderPart } from '../schema/person.ts';
import { selectSummaries } from '../store/accounts.ts';
import { lockPerson } from '../store/change-records.ts';
import { deleteStakeholder, findStakeholder, putStakeholder } from '../store/stakeholders.ts';

/** Says which part a person has in an account; null is not known. @throws Problem 404 */
export async function setStakeholder(
  actor: Actor,
  accountId: string,
  personId: string,
  part: StakeholderPart,
): Promise<StakeholderPart> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'edit' });
    await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'read' });
    const [account] = await selectSummaries(workspaceId, [accountId]);
    if (!account) throw notFound('account');
    if (!(await lockPerson(workspaceId, personId))) throw notFound('person');
    const before = await findStakeholder(workspaceId, accountId, personId);
    await putStakeholder(workspaceId, { accountId, personId, ...part }, actor.now);
    await audit(actor, {
      action: 'stakeholder.set',
      objectType: 'account',
      objectId: accountId,
      before: before && { personId, ...before },
      after: { personId, ...part },
    });
    await emit(workspaceId, 'people.saved', { personIds: [personId] });
    return part;
  });
}

/** The person stays; only their part in the account ends. @throws Problem 404 */
export async function removeStakeholder(actor: Actor, accountId: string, personId: string): Promise<void> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'edit' });
    const before = await findStakeholder(workspaceId, accountId, personId);
    if (!before) throw notFound('stakeholder');
    await deleteStakeholder(workspaceId, accountId, personId);
    await audit(actor, {
      action: 'stakeholder.removed',
      objectType: 'account',
      objectId: accountId,
      before: { personId, ...before },
    });
    await emit(workspaceId, 'people.saved', { personIds: [personId] });
  });
}
