import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { wantedFields } from '../fields/change-values.ts';
import { getOwnerNames } from '../owners.ts';
import { ownerOfNew, refuseLosing } from '../reach/reach.ts';
import type { AccountView, NewAccount } from '../schema/account.ts';
import { updateAccount } from '../store/change-records.ts';
import { getAccount } from './read-accounts.ts';
import { saveAccounts } from './save-accounts.ts';

/**
 * Of somebody who reaches some accounts only it is their own, unless they say whose.
 * @throws Problem 409 when an account is known by this external id, domain or name.
 */
export async function createAccount(actor: Actor, wanted: NewAccount): Promise<AccountView> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  const { ownerId: wantedOwnerId, fields, ...input } = wanted;
  const ownerId = wantedOwnerId ?? ownerOfNew(actor);
  return inTransaction(async () => {
    await getOwnerNames(workspaceId, ownerId ? [ownerId] : [], 'ownerId');
    const values = await wantedFields(workspaceId, 'account', {}, fields);
    const [saved] = await saveAccounts(workspaceId, [input]);
    if (saved?.outcome !== 'created')
      throw conflict('account_exists', 'An account is known by this external id, domain or name.');
    if (ownerId ?? values)
      await updateAccount(workspaceId, saved.id, { ownerId, fields: values, updatedAt: actor.now });
    await audit(actor, {
      action: 'account.created',
      objectType: 'account',
      objectId: saved.id,
      after: wanted,
    });
    await refuseLosing(actor, 'account', [saved.id]);
    return getAccount(actor, saved.id);
  });
}
