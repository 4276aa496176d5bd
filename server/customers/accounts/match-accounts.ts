import { dayIn } from '../../core/calendar.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { AccountFilters } from '../schema/account.ts';
import type { AccountCriteria } from '../schema/criteria.ts';
import { type MatchedAccount, selectMatching } from '../store/match-accounts.ts';

const DAY_MS = 86_400_000;

interface Asked {
  at: Date;
  /** Only these are looked at; null for all of the workspace. */
  accountIds: string[] | null;
}

/** The accounts of which all of the criteria hold at a moment, whoever owns them, in the order of their ids. */
export async function matchAccounts(
  workspaceId: string,
  criteria: AccountCriteria,
  { at, accountIds }: Asked,
): Promise<MatchedAccount[]> {
  const { timeZone = 'UTC' } = (await findWorkspace(workspaceId)) ?? {};
  return selectMatching(workspaceId, toFilters(criteria, at, timeZone), { at, accountIds });
}

/** What is known of these accounts now, as far as they are there. */
export function readAccountFacts(
  workspaceId: string,
  accountIds: string[],
  at: Date,
): Promise<MatchedAccount[]> {
  return selectMatching(workspaceId, {}, { at, accountIds });
}

function toFilters(criteria: AccountCriteria, at: Date, timeZone: string): AccountFilters {
  const { signedUpWithinDays, signedUpBeforeDays, idleForDays, renewsWithinDays, ...others } = criteria;
  const { boughtWithinDays, boughtBeforeDays, ...same } = others;
  const ago = (days: number) => new Date(at.getTime() - days * DAY_MS);
  const inDays = (days: number) => dayIn(timeZone, ago(-days));
  return {
    ...same,
    ...(signedUpWithinDays !== undefined && { signedUpAfter: ago(signedUpWithinDays) }),
    ...(signedUpBeforeDays !== undefined && { signedUpBefore: ago(signedUpBeforeDays) }),
    ...(idleForDays !== undefined && { lastActiveBefore: ago(idleForDays) }),
    ...(boughtWithinDays !== undefined && { boughtAfter: ago(boughtWithinDays) }),
    ...(boughtBeforeDays !== undefined && { boughtBefore: ago(boughtBeforeDays) }),
    ...(renewsWithinDays !== undefined && { renewsFrom: inDays(0), renewsTo: inDays(renewsWithinDays) }),
  };
}
