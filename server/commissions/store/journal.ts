import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { LedgerEntry } from '../schema.ts';

/** A line of the ledger as an accountant books it. */
export interface JournalLine {
  entryId: string;
  line: number;
  at: Date;
  bookedAt: Date;
  kind: LedgerEntry['kind'];
  account: LedgerEntry['lines'][number]['account'];
  affiliateId: string;
  commissionId: string | null;
  saleExternalId: string | null;
  amountMinor: number;
  currency: string;
}

export interface JournalDays {
  /** Days such as 2026-03-31 in the time zone; both count. */
  from: string;
  to: string;
  timeZone: string;
}

/** The next lines after `after` in the order of the entries' time. */
export async function listJournalLines(
  workspaceId: string,
  { from, to, timeZone }: JournalDays,
  { after, limit }: { after: JournalLine | null; limit: number },
): Promise<JournalLine[]> {
  const start = (day: string) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  let select = db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .leftJoin('commissions.commissions as commission', (join) =>
      join
        .onRef('commission.workspaceId', '=', 'line.workspaceId')
        .onRef('commission.id', '=', 'line.commissionId'),
    )
    .select(['line.entryId', 'line.line', 'entry.at', 'entry.bookedAt', 'entry.kind', 'line.account'])
    .select(['line.affiliateId', 'line.commissionId', 'commission.saleExternalId'])
    .select(['line.amountMinor', 'line.currency'])
    .where('line.workspaceId', '=', workspaceId)
    .where(sql<SqlBool>`entry.at >= ${start(from)} and entry.at < ${start(to)} + interval '1 day'`)
    .orderBy('entry.at')
    .orderBy('line.entryId')
    .orderBy('line.line')
    .limit(limit);
  if (after)
    select = select.where(
      sql<SqlBool>`(entry.at, line.entry_id, line.line) > (${after.at}, ${after.entryId}, ${after.line})`,
    );
  return (await select.execute()) as JournalLine[];
}
