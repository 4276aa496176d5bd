import { inTransaction } from '../../core/db.ts';
import { type AccountFigures, updateFigures } from '../store/figures.ts';

const ROWS_PER_STATEMENT = 10_000;

/**
 * Keeps what higher rooms have found out, for lists and headers: undefined keeps what is there, null erases.
 * Ids that are not accounts of the workspace are passed over.
 */
export async function writeAccountFigures(
  workspaceId: string,
  figures: (Partial<AccountFigures> & { accountId: string })[],
): Promise<void> {
  const byAccount = new Map<string, Partial<AccountFigures> & { accountId: string }>();
  for (const row of figures) byAccount.set(row.accountId, { ...byAccount.get(row.accountId), ...row });
  const rows = [...byAccount.values()];
  await inTransaction(async () => {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
      await updateFigures(workspaceId, rows.slice(from, from + ROWS_PER_STATEMENT));
  });
}
