import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { AwardWords } from '../awards/say-award.ts';
import type { ENTRY_KINDS } from '../schema.ts';

/** One movement of an affiliate's balance; a payout is one movement, however many commissions it settles. */
export interface StatementMovement {
  entryId: string;
  kind: (typeof ENTRY_KINDS)[number];
  /** Null for a payout and for an award. */
  saleExternalId: string | null;
  /** What is said of it, where it is of an award. */
  award: AwardWords | null;
  commissionId: string | null;
  amountMinor: number;
  at: Date;
}

/** The movements of `[from, to)` in order, and what the balance was before them. Both follow the ledger. */
export async function readStatement(
  workspaceId: string,
  which: { affiliateId: string; currency: string; from: Date; to: Date },
): Promise<{ openingMinor: number; movements: StatementMovement[] }> {
  const lines = db()
    .selectFrom('commissions.ledgerLines as line')
    .where('line.workspaceId', '=', workspaceId)
    .where('line.affiliateId', '=', which.affiliateId)
    .where('line.currency', '=', which.currency)
    .where('line.account', '=', 'affiliate');
  const opening = await lines
    .where('line.at', '<', which.from)
    .select(sql<number>`coalesce(sum(line.amount_minor), 0)`.as('openingMinor'))
    .executeTakeFirstOrThrow();
  const movements = await lines
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .leftJoin('commissions.commissions as commission', (join) =>
      join
        .onRef('commission.workspaceId', '=', 'line.workspaceId')
        .onRef('commission.id', '=', 'line.commissionId')
        .on('entry.kind', '<>', 'payout'),
    )
    .where('line.at', '>=', which.from)
    .where('line.at', '<', which.to)
    .select(['line.entryId', 'entry.kind', 'line.at', 'commission.saleExternalId'])
    .select([
      'commission.id as commissionId',
      sql<number>`sum(line.amount_minor)`.as('amountMinor'),
      awardWords,
    ])
    .groupBy(['line.entryId', 'entry.kind', 'line.at', 'commission.saleExternalId', 'commission.id'])
    .groupBy(['commission.kind', 'commission.reason', 'commission.currency'])
    .orderBy('line.at')
    .orderBy('line.entryId')
    .execute();
  return { openingMinor: opening.openingMinor, movements: movements as StatementMovement[] };
}

/** Over the row `commission`. */
const awardWords = sql<AwardWords | null>`case when commission.kind <> 'sale' then json_build_object(
  'kind', commission.kind, 'reason', commission.reason, 'currency', commission.currency)::jsonb end`.as(
  'award',
);

/** The currencies in which an affiliate has ever had a movement. */
export async function listStatementCurrencies(workspaceId: string, affiliateId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('commissions.ledgerLines')
    .select('currency')
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('account', 'in', ['affiliate', 'affiliate_waiting'])
    .orderBy('currency')
    .execute();
  return rows.map((row) => row.currency);
}

/** One entry of an affiliate's account, for the papers of a payout that settles it. */
export type SettledEntry = Omit<StatementMovement, 'commissionId'>;

/** These entries with their amounts on the affiliates' account, by the time of the entry. */
export async function listEntries(workspaceId: string, entryIds: string[]): Promise<SettledEntry[]> {
  const rows = await db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .leftJoin('commissions.commissions as commission', (join) =>
      join
        .onRef('commission.workspaceId', '=', 'line.workspaceId')
        .onRef('commission.id', '=', 'line.commissionId'),
    )
    .select(['line.entryId', 'entry.kind', 'line.at', 'commission.saleExternalId', 'line.amountMinor'])
    .select(awardWords)
    .where('line.workspaceId', '=', workspaceId)
    .where('line.account', '=', 'affiliate')
    .where('line.entryId', '=', sql<string>`any(${entryIds})`)
    .orderBy('line.at')
    .orderBy('line.entryId')
    .execute();
  return rows as SettledEntry[];
}
