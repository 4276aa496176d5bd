import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PayableEntry } from './balances.ts';

export interface Posting {
  entryId: string;
  payoutLineId: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
  entries: PayableEntry[];
}

/** Two statements for any number of lines. The unique key on what is settled refuses a second payment. */
export async function insertPayoutEntries(workspaceId: string, postings: Posting[], at: Date): Promise<void> {
  const heads = postings.map(({ entryId, payoutLineId, currency }) => ({
    entry_id: entryId,
    source_key: `payout:${payoutLineId}`,
    currency,
  }));
  await sql`
    insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
    select ${workspaceId}, entry_id, source_key, 'payout', currency, ${at}
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as head (entry_id text, source_key text, currency text)`.execute(
    db(),
  );
  const lines = postings.flatMap((posting) => [
    lineOf(posting, 1, 'payouts_sent', null, posting.amountMinor, null),
    ...posting.entries.map((entry, index) =>
      lineOf(posting, index + 2, 'affiliate', entry.commissionId, -entry.amountMinor, entry.entryId),
    ),
  ]);
  await sql`
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
      amount_minor, currency, at, settles_entry_id)
    select ${workspaceId}, entry_id, line, account, affiliate_id, commission_id, amount_minor, currency, ${at},
      settles_entry_id
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (entry_id text, line integer, account text,
      affiliate_id text, commission_id text, amount_minor bigint, currency text, settles_entry_id text)`.execute(
    db(),
  );
}

function lineOf(
  posting: Posting,
  line: number,
  account: 'affiliate' | 'payouts_sent',
  commissionId: string | null,
  amountMinor: number,
  settlesEntryId: string | null,
) {
  return {
    entry_id: posting.entryId,
    line,
    account,
    affiliate_id: posting.affiliateId,
    commission_id: commissionId,
    amount_minor: amountMinor,
    currency: posting.currency,
    settles_entry_id: settlesEntryId,
  };
}
