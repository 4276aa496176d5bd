import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getOwnerNames } from '../owners.ts';
import { refuseBeyondReach, refuseLosing } from '../reach/reach.ts';
import { cleanChannel, type Stage } from '../rules.ts';
import type { BulkAnswer, BulkChange } from '../schema/bulk-change.ts';
import { type FieldValue, lockAccountField, updateAccountField } from '../store/change-records.ts';
import { tellOwnerMoves, tellStageMoves } from '../timeline/tell-changes.ts';

/**
 * Changes owner, channel or stage of many accounts at once, all or none.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when one of them is not an account of the workspace; 422 for an unknown owner.
 */
export async function changeAccounts(actor: Actor, change: BulkChange): Promise<BulkAnswer> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  const { field } = change;
  const wanted = wantedValues(change);
  const reason = 'reason' in change ? (change.reason ?? null) : null;
  return inTransaction(async () => {
    const owners = field === 'ownerId' ? await getOwners(workspaceId, change, wanted) : new Map();
    await refuseBeyondReach(actor, { object: 'account', ids: [...wanted.keys()], to: 'edit' });
    const known = await lockAccountField(workspaceId, field, [...wanted.keys()]);
    if (known.length < wanted.size) throw notFound('account');
    const before = known.filter(({ id, value }) => value !== wanted.get(id));
    if (before.length === 0) return { changedCount: 0, undo: null };
    const after = before.map(({ id }) => ({ id, value: wanted.get(id) ?? null }));
    await updateAccountField(workspaceId, field, after, { at, reason });
    if (field === 'stage') await tellStages(actor, before, wanted, reason);
    if (field === 'ownerId') {
      const moves = after.map(({ id, value }) => ({ id, ownerName: owners.get(value ?? '') ?? null }));
      await tellOwnerMoves(workspaceId, 'accountId', moves, at);
    }
    await audit(actor, {
      action: 'accounts.changed',
      objectType: 'accounts',
      objectId: field,
      before,
      after,
    });
    const accountIds = after.map(({ id }) => id);
    await emit(workspaceId, 'accounts.saved', { accountIds });
    await refuseLosing(actor, 'account', accountIds);
    return { changedCount: after.length, undo: { field, changes: before } };
  });
}

function wantedValues(change: BulkChange): Map<string, string | null> {
  const pairs: FieldValue[] =
    'ids' in change ? change.ids.map((id) => ({ id, value: change.value })) : change.changes;
  const clean = (value: string | null) =>
    change.field === 'channel' && value ? (cleanChannel(value) ?? null) : value;
  return new Map(pairs.map(({ id, value }) => [id, clean(value)]));
}

function getOwners(workspaceId: string, change: BulkChange, wanted: Map<string, string | null>) {
  const ids = [...new Set(wanted.values())].filter((id) => id !== null);
  return getOwnerNames(workspaceId, ids, 'ids' in change ? 'value' : 'changes');
}

/** Stages come from the request's schema and from the table's check: both know no others. */
function tellStages(
  actor: Actor,
  before: FieldValue[],
  wanted: Map<string, string | null>,
  reason: string | null,
): Promise<void> {
  const moves = before.map(({ id, value }) => ({ id, from: value as Stage, to: wanted.get(id) as Stage }));
  return tellStageMoves(actor.workspaceId, 'accountId', moves, actor.now, reason);
}
