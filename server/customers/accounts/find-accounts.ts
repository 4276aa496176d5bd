import { holdIds } from '../merges/hold-ids.ts';
import {
  type AccountSummary,
  type SimilarAccount,
  selectAccountIds,
  selectAllAccountIds,
  selectOnboardedAccounts,
  selectSimilar,
  selectSummaries,
} from '../store/accounts.ts';
import { type Stakeholder, selectStakeholders } from '../store/stakeholders.ts';

/** Internal ids by external id; unknown ones are missing. */
export async function findAccountIds(
  workspaceId: string,
  externalIds: string[],
): Promise<Map<string, string>> {
  await holdIds(workspaceId);
  return selectAccountIds(
    workspaceId,
    externalIds.map((id) => id.trim()),
  );
}

/** Of every account of the workspace, in their order. */
export function listAccountIds(workspaceId: string): Promise<string[]> {
  return selectAllAccountIds(workspaceId);
}

/** Accounts whose customer finished onboarding at a moment in `[from, to)`. */
export function listOnboardedAccounts(
  workspaceId: string,
  period: { from: Date; to: Date },
): Promise<string[]> {
  return selectOnboardedAccounts(workspaceId, period);
}

/** Null means every account of the workspace; ids that are not its accounts are missing. */
export function listAccountSummaries(
  workspaceId: string,
  accountIds: string[] | null,
): Promise<AccountSummary[]> {
  return selectSummaries(workspaceId, accountIds);
}

/** The people of accounts, whose word counts most first. Null means every account of the workspace. */
export function listStakeholders(workspaceId: string, accountIds: string[] | null): Promise<Stakeholder[]> {
  return selectStakeholders(workspaceId, accountIds);
}

/** Accounts that may be the same company: of the domain, of the name, or of the person with the e-mail address. */
export function listSimilarAccounts(
  workspaceId: string,
  company: { domain: string | null; name: string; email: string },
): Promise<SimilarAccount[]> {
  return selectSimilar(workspaceId, company);
}
