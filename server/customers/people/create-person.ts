import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { wantedFields } from '../fields/change-values.ts';
import { getOwnerNames } from '../owners.ts';
import { ownerOfNew, refuseLosing } from '../reach/reach.ts';
import type { NewPerson, PersonView } from '../schema/person.ts';
import { selectSummaries } from '../store/accounts.ts';
import { updatePerson } from '../store/change-records.ts';
import { getPerson } from './read-people.ts';
import { savePeople } from './save-people.ts';

/** An e-mail address is enough. @throws Problem 409 when a person is known by this external id, address or name. */
export async function createPerson(actor: Actor, wanted: NewPerson): Promise<PersonView> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  const { ownerId: wantedOwnerId, fields, ...input } = wanted;
  // Whoever works in an account is reached with it.
  const ownerId = wantedOwnerId ?? (wanted.accountId ? null : ownerOfNew(actor));
  return inTransaction(async () => {
    await getOwnerNames(workspaceId, ownerId ? [ownerId] : [], 'ownerId');
    await refuseForeignAccount(workspaceId, wanted.accountId);
    const values = await wantedFields(workspaceId, 'person', {}, fields);
    const [saved] = await savePeople(workspaceId, [input]);
    if (saved?.outcome !== 'created')
      throw conflict('person_exists', 'A person is known by this external id, address or name.');
    if (ownerId ?? values)
      await updatePerson(workspaceId, saved.id, { ownerId, fields: values, updatedAt: actor.now });
    await audit(actor, { action: 'person.created', objectType: 'person', objectId: saved.id, after: wanted });
    await refuseLosing(actor, 'person', [saved.id]);
    return getPerson(actor, saved.id);
  });
}

/** @throws Problem 422 on `accountId`. */
export async function refuseForeignAccount(
  workspaceId: string,
  accountId: string | null | undefined,
): Promise<void> {
  if (!accountId) return;
  const [account] = await selectSummaries(workspaceId, [accountId]);
  if (!account) throw invalidField('accountId', 'is not an account of this workspace');
}
