import { type Actor, authorize } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { withShownFields } from '../fields/read-fields.ts';
import { withOwnerNames } from '../owners.ts';
import type { Account, AccountChoices, AccountQuery, AccountView, FeelingCounts } from '../schema/account.ts';
import { selectAccountChoices } from '../store/account-choices.ts';
import { countFeelings } from '../store/feelings.ts';
import { findAccount, pageOfAccounts, type StoredAccount } from '../store/list-accounts.ts';

/** One page of the list; empty values come last in either direction. */
export async function listAccounts(
  actor: Actor,
  query: AccountQuery,
): Promise<{ data: Account[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  const { data, nextCursor } = await pageOfAccounts(actor.workspaceId, query, query.sort, {
    direction: query.direction ?? (query.sort === 'name' ? 'asc' : 'desc'),
    limit: query.limit,
    after: decodeCursor(query.cursor),
    reader: actor,
    at: actor.now,
  });
  return { data: await toShown(actor.workspaceId, data), nextCursor };
}

export async function listAccountChoices(actor: Actor): Promise<AccountChoices> {
  authorize(actor, 'accounts.read');
  return selectAccountChoices(actor.workspaceId);
}

/** How many customers are happy or unhappy, and use the product or do not; of those whom the actor reaches. */
export async function viewFeelings(actor: Actor): Promise<FeelingCounts> {
  authorize(actor, 'accounts.read');
  return countFeelings(actor, actor.now);
}

/** @throws Problem 404 */
export async function getAccount(actor: Actor, id: string): Promise<AccountView> {
  authorize(actor, 'accounts.read');
  const found = await findAccount(actor.workspaceId, id, actor);
  if (!found) throw notFound('account');
  const [account] = await toShown(actor.workspaceId, [found]);
  return account as AccountView;
}

async function toShown<Row extends StoredAccount>(workspaceId: string, rows: Row[]) {
  return withOwnerNames(workspaceId, await withShownFields(workspaceId, 'account', rows));
}
