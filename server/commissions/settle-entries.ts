import { inTransaction } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { conflict } from '../core/problem.ts';
import { listPayableEntries } from './store/balances.ts';
import { insertSettlements, type SettlementKind } from './store/settlements.ts';

/** What is settled with one affiliate, and which ledger entries that are; they sum to the amount. */
export interface SettledLine {
  /** The payout line or the recovery that settles. */
  sourceId: string;
  affiliateId: string;
  currency: string;
  /** Below zero for what is asked back. */
  amountMinor: number;
  entryIds: string[];
}

/**
 * Books per line one entry that settles the entries it names, each once at a time: that money has gone out, or that
 * a balance below zero is asked back.
 * @throws Problem 409 when an entry is not payable any more, or the entries do not sum to the amount.
 */
export async function settleEntries(
  workspaceId: string,
  kind: SettlementKind,
  lines: SettledLine[],
  at: Date,
): Promise<void> {
  await inTransaction(async () => {
    const entryIds = lines.flatMap((line) => line.entryIds);
    const payable = await listPayableEntries(workspaceId, { entryIds }, at);
    const byId = new Map(payable.map((entry) => [entry.entryId, entry]));
    const postings = lines.map((line) => {
      const entries = line.entryIds.flatMap((id) => byId.get(id) ?? []);
      const total = entries.reduce((sum, entry) => sum + entry.amountMinor, 0);
      const isWhole = entries.length === line.entryIds.length && total === line.amountMinor;
      const isOwn = entries.every(
        (entry) => entry.affiliateId === line.affiliateId && entry.currency === line.currency,
      );
      if (!isWhole || !isOwn) {
        throw conflict('not_payable', 'Some of what this payout pays is not payable any more. Cancel it.');
      }
      return { ...line, entryId: newId('ent'), entries };
    });
    await insertSettlements(workspaceId, kind, postings, at);
  });
}
