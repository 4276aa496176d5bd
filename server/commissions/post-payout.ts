import { inTransaction } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { conflict } from '../core/problem.ts';
import { listPayableEntries } from './store/balances.ts';
import { insertPayoutEntries } from './store/payout-entries.ts';

/** What one affiliate was paid, and which ledger entries it settles; they sum to the amount. */
export interface PaidLine {
  payoutLineId: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
  entryIds: string[];
}

/**
 * Books that money has gone out: per line one entry that settles the entries it names, each once for ever.
 * A line that is booked already is left alone.
 * @throws Problem 409 when an entry is not payable any more, or the entries do not sum to the amount.
 */
export async function postPayout(workspaceId: string, lines: PaidLine[], at: Date): Promise<void> {
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
    await insertPayoutEntries(workspaceId, postings, at);
  });
}
