import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit, listMembers, listTeams } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { selectSummaries } from '../store/accounts.ts';
import type { Reaching } from '../store/reach.ts';
import type { AccountShare, NewAccountShare } from './schema.ts';
import { deleteShare, type StoredShare, selectShares, upsertShare } from './store.ts';

/** With whom an account is shared beyond its owner. @throws Problem 404 */
export async function listShares(actor: Actor, accountId: string): Promise<{ data: AccountShare[] }> {
  authorize(actor, 'accounts.read');
  await refuseForeign(actor, accountId, 'read');
  return { data: await withNames(actor.workspaceId, await selectShares(actor.workspaceId, accountId)) };
}

/**
 * Lets a member or a team reach the account and its people, whatever their row scope; told again, to read or to edit.
 * @throws Problem 404; 422 for somebody who is no member, and a team that is not here
 */
export async function shareAccount(
  actor: Actor,
  accountId: string,
  { canEdit, ...wanted }: NewAccountShare,
): Promise<AccountShare> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await holdIds(workspaceId);
    await refuseForeign(actor, accountId, 'edit');
    const holder = { userId: null, teamId: null, ...wanted };
    const share = { accountId, ...holder, canEdit };
    const names = await namesOf(workspaceId);
    if (!names.has(holder.userId ?? holder.teamId ?? ''))
      throw invalidField(holder.userId ? 'userId' : 'teamId', 'is not of this workspace');
    const stored = await upsertShare(workspaceId, share, { at, by: actor.name });
    await audit(actor, {
      ...{ action: 'account.shared', objectType: 'account', objectId: accountId },
      after: { ...holder, canEdit },
    });
    const [shown] = await withNames(workspaceId, [stored]);
    return shown as AccountShare;
  });
}

/** @throws Problem 404 */
export async function revokeShare(actor: Actor, accountId: string, id: string): Promise<void> {
  authorize(actor, 'accounts.write');
  await inTransaction(async () => {
    await refuseForeign(actor, accountId, 'edit');
    const before = await deleteShare(actor.workspaceId, accountId, id);
    if (!before) throw notFound('share');
    const { userId, teamId, canEdit } = before;
    await audit(actor, {
      ...{ action: 'account.share_revoked', objectType: 'account', objectId: accountId },
      before: { userId, teamId, canEdit },
    });
  });
}

async function refuseForeign(actor: Actor, accountId: string, to: Reaching): Promise<void> {
  await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to });
  const [account] = await selectSummaries(actor.workspaceId, [accountId]);
  if (!account) throw notFound('account');
}

async function withNames(workspaceId: string, shares: StoredShare[]): Promise<AccountShare[]> {
  const names = shares.length > 0 ? await namesOf(workspaceId) : new Map<string, string>();
  return shares.map((share) => ({ ...share, name: names.get(share.userId ?? share.teamId ?? '') ?? '' }));
}

async function namesOf(workspaceId: string): Promise<Map<string, string>> {
  const members = await listMembers(workspaceId);
  const teams = await listTeams(workspaceId);
  return new Map([
    ...members.map(({ userId, name }) => [userId, name] as const),
    ...teams.map(({ id, name }) => [id, name] as const),
  ]);
}
