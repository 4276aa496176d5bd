import { findAccountIds } from '../../accounts/find-accounts.ts';
import type { SavedRecord } from '../../accounts/save-accounts.ts';
import { searchKey } from '../../rules.ts';
import type { RowError, RowOutcome } from '../registry.ts';
import { findAccountIdsByName } from '../store/accounts-by-name.ts';

interface AccountRef {
  accountExternalId?: string;
  accountName?: string;
}

/**
 * Finds the account that each row names, by id or else by name, and saves the rows with it. A row whose account is
 * not known, or whose name two accounts share, is answered as failed.
 */
export async function saveWithAccounts<Row extends AccountRef>(
  workspaceId: string,
  rows: Row[],
  save: (
    rows: (Omit<Row, 'accountName' | 'accountExternalId'> & { accountId?: string })[],
  ) => Promise<SavedRecord[]>,
  { needsAccount = false } = {},
): Promise<RowOutcome[]> {
  const accountIdOf = await accountFinder(workspaceId, rows);
  const found = rows.map((row) => {
    const { accountExternalId, accountName, ...rest } = row;
    const accountId = accountIdOf({ accountExternalId, accountName });
    const isLost = typeof accountId !== 'string' && (accountId !== undefined || needsAccount);
    const error: RowError | null = isLost ? (accountId ?? { code: 'imports:error.accountMissing' }) : null;
    return { error, row: { ...rest, accountId: typeof accountId === 'string' ? accountId : undefined } };
  });
  const saved = await save(found.filter(({ error }) => !error).map(({ row }) => row));
  let next = 0;
  return found.map(({ error }): RowOutcome => {
    if (error) return { outcome: 'failed', error };
    const record = saved[next];
    next += 1;
    return { outcome: record?.outcome ?? 'unchanged' };
  });
}

/** Answers an id, why there is none, or undefined when the row names no account. */
async function accountFinder(
  workspaceId: string,
  rows: AccountRef[],
): Promise<(ref: AccountRef) => string | RowError | undefined> {
  const ids = await findAccountIds(
    workspaceId,
    rows.flatMap(({ accountExternalId }) => accountExternalId ?? []),
  );
  const names = rows.flatMap(({ accountName }) => (accountName ? searchKey(accountName) : []));
  const byName = await findAccountIdsByName(workspaceId, names);
  return ({ accountExternalId, accountName }) => {
    const byId = accountExternalId && ids.get(accountExternalId);
    if (byId) return byId;
    const named = accountName ? (byName.get(searchKey(accountName)) ?? []) : [];
    if (named.length === 1) return named[0];
    if (named.length > 1) return unknown('imports:error.accountAmbiguous', accountName);
    return accountExternalId || accountName
      ? unknown('imports:error.accountUnknown', accountExternalId ?? accountName)
      : undefined;
  };
}

function unknown(code: string, account = ''): RowError {
  return { code, values: { account } };
}
