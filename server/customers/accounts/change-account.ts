import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, joinAttributes, pick, refuseStale } from '../differences.ts';
import { wantedFields } from '../fields/change-values.ts';
import { getOwnerNames } from '../owners.ts';
import { refuseBeyondReach, refuseLosing } from '../reach/reach.ts';
import { cleanChannel, cleanCountry, cleanDomain, searchKey } from '../rules.ts';
import type { AccountChange, AccountView } from '../schema/account.ts';
import { type ChangeableAccount, lockAccount, updateAccount } from '../store/change-records.ts';
import {
  tellFieldChanges,
  tellOnboardings,
  tellOwnerMoves,
  tellStageMoves,
} from '../timeline/tell-changes.ts';
import { getAccount } from './read-accounts.ts';

/**
 * Changes what is given: null erases, absent keeps. Audited with before and after; stage and owner go on the timeline.
 * @throws Problem 404; 409 when the account was changed after `readAt` or doubles another; 422 for an unknown owner.
 */
export async function changeAccount(actor: Actor, id: string, change: AccountChange): Promise<AccountView> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await refuseBeyondReach(actor, { object: 'account', ids: [id], to: 'edit' });
    const before = await lockAccount(workspaceId, id);
    if (!before) throw notFound('account');
    refuseStale(before.updatedAt, change.readAt);
    const after = differences<ChangeableAccount>(before, {
      ...wantedOf(before, change),
      fields: await wantedFields(workspaceId, 'account', before.fields, change.fields),
    });
    if (Object.keys(after).length === 0) return getAccount(actor, id);
    const owners = await getOwnerNames(workspaceId, after.ownerId ? [after.ownerId] : [], 'ownerId');
    await updateAccount(workspaceId, id, {
      ...after,
      ...(after.name === undefined ? {} : { nameKey: searchKey(after.name) }),
      ...(after.stage ? { stageChangedAt: at } : {}),
      updatedAt: at,
    });
    if (after.stage) {
      const move = { id, from: before.stage, to: after.stage };
      await tellStageMoves(workspaceId, 'accountId', [move], at, change.stageReason);
    }
    if (after.onboardedAt !== undefined)
      await tellOnboardings(workspaceId, [{ id, onboardedAt: after.onboardedAt }], at);
    if (after.ownerId !== undefined) {
      const ownerName = owners.get(after.ownerId ?? '') ?? null;
      await tellOwnerMoves(workspaceId, 'accountId', [{ id, ownerName }], at);
    }
    if (after.fields)
      await tellFieldChanges(
        workspaceId,
        'accountId',
        { id, before: before.fields, after: after.fields },
        at,
      );
    await audit(actor, {
      action: 'account.changed',
      objectType: 'account',
      objectId: id,
      before: pick(before, after),
      after,
    });
    await emit(workspaceId, 'accounts.saved', { accountIds: [id] });
    await refuseLosing(actor, 'account', [id]);
    return getAccount(actor, id);
  });
}

/** A new stage takes its reason with it, or clears the old one's. */
function wantedOf(before: ChangeableAccount, change: AccountChange): Partial<ChangeableAccount> {
  const { readAt: _, fields: __, ...wanted } = change;
  const isMove = change.stage !== undefined && change.stage !== before.stage;
  return {
    ...wanted,
    domain: change.domain ? (cleanDomain(change.domain) ?? null) : change.domain,
    country: change.country ? cleanCountry(change.country) : change.country,
    channel: change.channel ? cleanChannel(change.channel) : change.channel,
    stageReason: change.stageReason ?? (isMove ? null : undefined),
    attributes: joinAttributes(before.attributes, change.attributes),
  };
}
