import { beforeCommit, inTransaction } from '../../core/db.ts';
import { type AccountFigures, updateFigures } from '../store/figures.ts';

const ROWS_PER_STATEMENT = 2_000;

type Figures = Partial<AccountFigures> & { accountId: string };

/**
 * Keeps what higher rooms have found out, for lists and headers: undefined keeps what is there, null erases.
 * Ids that are not accounts of the workspace are passed over. Written at the end of the open transaction, in the
 * order of ids: an act tells of many accounts one by one, and others that tell of the same ones are never waited
 * for in a circle.
 */
export async function writeAccountFigures(workspaceId: string, figures: Figures[]): Promise<void> {
  await beforeCommit(`customers.figures:${workspaceId}`, figures, (gathered) =>
    writeAll(workspaceId, gathered),
  );
}

async function writeAll(workspaceId: string, figures: Figures[]): Promise<void> {
  const byAccount = new Map<string, Figures>();
  for (const row of figures) {
    const known = byAccount.get(row.accountId);
    if (known) Object.assign(known, withoutUndefined(row));
    else byAccount.set(row.accountId, { ...row });
  }
  const rows = [...byAccount.values()].sort((left, right) => (left.accountId < right.accountId ? -1 : 1));
  await inTransaction(async () => {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
      await updateFigures(workspaceId, rows.slice(from, from + ROWS_PER_STATEMENT));
  });
}

function withoutUndefined(row: Figures): Partial<Figures> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
