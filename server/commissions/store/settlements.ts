import { type NotNull, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { PayableEntry } from './balances.ts';

/** Where the other side of each settlement stands. */
const ACCOUNTS = { payout: 'payouts_sent', recovery: 'recoverable' } as const;
export type SettlementKind = keyof typeof ACCOUNTS;

export interface Posting {
  entryId: string;
  sourceId: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
  entries: PayableEntry[];
}

/** Two statements for any number of lines. The unique key on what is settled refuses a second payment at a time. */
export async function insertSettlements(
  workspaceId: string,
  kind: SettlementKind,
  postings: Posting[],
  at: Date,
): Promise<void> {
  const heads = postings.map(({ entryId, sourceId, currency }) => ({
    entry_id: entryId,
    source_key: sourceKeyOf(kind, sourceId),
    currency,
  }));
  await sql`
    insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
    select ${workspaceId}, entry_id, source_key, ${kind}, currency, ${at}
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as head (entry_id text, source_key text, currency text)`.execute(
    db(),
  );
  const lines = postings.flatMap((posting) => [
    lineOf(posting, 1, ACCOUNTS[kind], null, posting.amountMinor, null),
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
 * Books that a settlement does not hold any more, as the money came back or is not asked back: what it had settled is
 * payable again. In the caller's transaction; told again it changes nothing.
 */
export async function returnSettlement(
  workspaceId: string,
  kind: SettlementKind,
  sourceId: string,
  at: Date,
): Promise<void> {
  await sql`
    with paid as (
      select id, currency from commissions.ledger_entries
      where workspace_id = ${workspaceId} and source_key = ${sourceKeyOf(kind, sourceId)}
    ), returned as (
      insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      select ${workspaceId}, ${newId('ent')}, ${`${kind}_return:${sourceId}`}, ${`${kind}_return`}, currency, ${at}
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

/** The entries that a settlement named. */
export async function listSettled(
  workspaceId: string,
  kind: SettlementKind,
  sourceId: string,
): Promise<string[]> {
  const rows = await db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .select('line.settlesEntryId')
    .where('entry.workspaceId', '=', workspaceId)
    .where('entry.sourceKey', '=', sourceKeyOf(kind, sourceId))
    .where('line.settlesEntryId', 'is not', null)
    .$narrowType<{ settlesEntryId: NotNull }>()
    .execute();
  return rows.map((row) => row.settlesEntryId);
}

function sourceKeyOf(kind: SettlementKind, sourceId: string): string {
  return `${kind}:${sourceId}`;
}

function lineOf(
  posting: Posting,
  line: number,
  account: 'affiliate' | (typeof ACCOUNTS)[SettlementKind],
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
