import { inTransaction } from '../../core/db.ts';
import { findAccountIds } from '../../customers/index.ts';
import { markChanged } from '../changes.ts';
import { monthStart } from '../rules/costs.ts';
import type { CostInput } from '../schema/inputs.ts';
import { selectPayingAccounts } from '../store/account-facts.ts';
import { COSTS, type CostRow, replaceCostTargets } from '../store/costs.ts';
import { failed, type RowOutcome, UNCHANGED } from './outcomes.ts';
import { naturalId, saveFacts, type Told } from './save-facts.ts';

const MAX_MONTHS = 120;

/** Costs belong to the program; the accounts that they were spent on stand beside them. */
const NOBODY = { accountId: '', personId: null };

/** Creates and changes retention costs. Idempotent by external id; up to 10,000 rows a call. */
export async function recordCosts(workspaceId: string, rows: CostInput[]): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const accounts = await findAccountIds(
      workspaceId,
      rows.flatMap((row) => row.accountExternalIds ?? []),
    );
    const outcomes = rows.map((row) => refuse(row, accounts) ?? UNCHANGED);
    const located = rows
      .map((row, index) => ({ index, row, ...NOBODY, named: NOBODY }))
      .filter(({ index }) => outcomes[index]?.outcome !== 'failed');
    const batch = { located, outcomes };
    const saved = await saveFacts(COSTS, workspaceId, 'cst', batch, ({ row }) => tell(row), INITIAL);
    const targets = new Map(located.map(({ row }) => [costKey(row), targetsOf(row, accounts)]));
    await replaceCostTargets(
      workspaceId,
      saved.flatMap(({ fact }) =>
        (targets.get(fact.externalId) ?? []).map((accountId) => ({ costId: fact.id, accountId })),
      ),
    );
    // Everybody's share of the costs is another one now.
    if (saved.length > 0) await markChanged(workspaceId, await selectPayingAccounts(workspaceId));
    return outcomes;
  });
}

function refuse(row: CostInput, accounts: Map<string, string>): RowOutcome | null {
  if (!(row.amountMinor >= 0)) return failed('negativeAmount', undefined, 'amountMinor');
  const { months = 1 } = row;
  if (!(Number.isInteger(months) && months >= 1 && months <= MAX_MONTHS)) {
    return failed('monthsOutOfRange', { months, high: MAX_MONTHS }, 'months');
  }
  const unknown = row.accountExternalIds?.find((id) => !accounts.has(id.trim()));
  return unknown === undefined
    ? null
    : failed('unknownAccount', { reference: unknown }, 'accountExternalIds');
}

const INITIAL: Omit<CostRow, 'id'> = {
  externalId: '',
  kind: 'people',
  name: '',
  amountMinor: 0,
  currency: '',
  firstMonth: '',
  months: 1,
};

function costKey(row: CostInput): string {
  return row.externalId ?? naturalId(row.kind, row.name, monthStart(row.firstMonth));
}

function tell(row: CostInput): Told<CostRow> {
  return {
    externalId: costKey(row),
    kind: row.kind,
    name: row.name,
    amountMinor: row.amountMinor,
    currency: row.currency,
    firstMonth: monthStart(row.firstMonth),
    months: row.months,
  };
}

function targetsOf(row: CostInput, accounts: Map<string, string>): string[] {
  const named = (row.accountExternalIds ?? []).flatMap((id) => accounts.get(id.trim()) ?? []);
  return [...new Set([...(row.accountIds ?? []), ...named])];
}
