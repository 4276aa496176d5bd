import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { PayableEntry } from './balances.ts';

export interface Posting {
  entryId: string;
  payoutLineId: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
  entries: PayableEntry[];
}

/** Two statements for any number of lines. The unique key on what is settled refuses a second payment at a time. */
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
      amount_minor, currency, at, settles_entry_id, settlement)
    select ${workspaceId}, entry_id, line, account, affiliate_id, commission_id, amount_minor, currency, ${at},
      settles_entry_id, 1 + coalesce((select max(settlement) from commissions.ledger_lines earlier
        where earlier.workspace_id = ${workspaceId} and earlier.settles_entry_id = line.settles_entry_id), 0)
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (entry_id text, line integer, account text,
      affiliate_id text, commission_id text, amount_minor bigint, currency text, settles_entry_id text)`.execute(
    db(),
  );
}

/**
 * Books that the money of a payout line has come back: what it had settled is payable again. In the caller's transaction;
 * told again it changes nothing.
 */
export async function returnPayout(workspaceId: string, payoutLineId: string, at: Date): Promise<void> {
  await sql`
    with paid as (
      select id, currency from commissions.ledger_entries
      where workspace_id = ${workspaceId} and source_key = ${`payout:${payoutLineId}`}
    ), returned as (
      insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      select ${workspaceId}, ${newId('ent')}, ${`payout_return:${payoutLineId}`}, 'payout_return', currency, ${at}
      from paid
      on conflict (workspace_id, source_key) do nothing
      returning id
    )
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
      amount_minor, currency, at, settles_entry_id, settlement)
    select line.workspace_id, returned.id, line.line, line.account, line.affiliate_id, line.commission_id,
      -line.amount_minor, line.currency, ${at}, line.settles_entry_id, line.settlement + 1
    from returned, paid
    join commissions.ledger_lines line on line.workspace_id = ${workspaceId} and line.entry_id = paid.id`.execute(
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
