import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Parts } from '../rules.ts';
import type { LedgerEntry, LedgerQuery } from '../schema.ts';
import type { LockedCommission } from './corrections.ts';

export type CorrectionKind =
  | 'refund'
  | 'restoration'
  | 'decline'
  | 'reinstatement'
  | 'reattribution'
  | 'redecision'
  | 'vesting'
  | 'forfeit'
  | 'takeback'
  | 'giveback';

/** Positive gives to the affiliate, negative takes back. */
export interface Correction extends Parts {
  entryId: string;
  kind: CorrectionKind;
  /** Books once, for ever. */
  sourceKey: string;
  at: Date;
  commission: LockedCommission;
  /** The commission's, or that of an earlier decision on it. */
  currency: string;
}

/** Lines against those that the sale was booked with, if any, which they name; the expense stands against both accounts. */
export async function insertCorrection(workspaceId: string, correction: Correction): Promise<void> {
  const { entryId, kind, sourceKey, at, earnedMinor, waitingMinor, commission, currency } = correction;
  const expenseMinor = -(earnedMinor + waitingMinor);
  await sql`
    with entry as (
      insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      values (${workspaceId}, ${entryId}, ${sourceKey}, ${kind}, ${currency}, ${at})
      on conflict (workspace_id, source_key) do nothing
      returning workspace_id, id
    )
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, commission_id,
      amount_minor, currency, at, reverses_entry_id)
    select entry.workspace_id, entry.id, change.line, change.account, ${commission.affiliateId}, ${commission.id},
      change.amount_minor, ${currency}, ${at}, own.entry_id
    from entry
    cross join (values (1, 'affiliate', ${earnedMinor}::bigint), (2, 'commission_expense', ${expenseMinor}::bigint),
      (3, 'affiliate_waiting', ${waitingMinor}::bigint)) as change (line, account, amount_minor)
    left join commissions.ledger_entries booked
      on booked.workspace_id = entry.workspace_id and booked.source_key = ${`commission:${commission.id}`}
      and booked.currency = ${currency}
    left join commissions.ledger_lines own
      on own.workspace_id = booked.workspace_id and own.entry_id = booked.id and own.line = change.line
    where change.amount_minor <> 0`.execute(db());
}

/** Newest first, each entry with its lines. */
export async function listEntries(workspaceId: string, query: LedgerQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('commissions.ledgerEntries as entry')
    .select(['id', 'kind', 'sourceKey', 'currency', 'at', 'bookedAt'])
    .select(
      sql<LedgerEntry['lines']>`(
        select json_agg(json_build_object('line', line, 'account', account, 'affiliateId', affiliate_id,
          'commissionId', commission_id, 'amountMinor', amount_minor, 'reversesEntryId', reverses_entry_id,
          'settlesEntryId', settles_entry_id) order by line)
        from commissions.ledger_lines where workspace_id = entry.workspace_id and entry_id = entry.id)`.as(
        'lines',
      ),
    )
    .where('entry.workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (after) select = select.where('id', '<', after.id);
  const { affiliateId, commissionId } = query;
  if (affiliateId || commissionId) {
    select = select.where((where) =>
      where.exists(
        where
          .selectFrom('commissions.ledgerLines as line')
          .select('line.line')
          .whereRef('line.workspaceId', '=', 'entry.workspaceId')
          .whereRef('line.entryId', '=', 'entry.id')
          .where('line.account', '=', 'affiliate')
          .$if(affiliateId !== undefined, (narrowed) =>
            narrowed.where('line.affiliateId', '=', affiliateId ?? ''),
          )
          .$if(commissionId !== undefined, (narrowed) =>
            narrowed.where('line.commissionId', '=', commissionId ?? ''),
          ),
      ),
    );
  }
  const rows = (await select.execute()) as LedgerEntry[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}
