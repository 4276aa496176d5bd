import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { AwardWords } from '../awards/say-award.ts';
import type { ENTRY_KINDS } from '../schema.ts';

/** One movement of an affiliate's balance; a payout is one movement, however many commissions it settles. */
export interface StatementMovement {
  entryId: string;
  kind: (typeof ENTRY_KINDS)[number];
  /** Null for what settles, and for an award. */
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
        .on('entry.kind', 'not in', ['payout', 'payout_return', 'recovery', 'recovery_return']),
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

/** What one kind of entry moved on an affiliate's account; `opening` is all that was before. */
export interface MovementSum {
  affiliateId: string;
  currency: string;
  kind: StatementMovement['kind'] | 'opening';
  /** `2026-03` in the time zone asked for. */
  month: string | null;
  amountMinor: number;
}

/** The movements of `[from, to)` and the openings, summed for one affiliate or for all; by month where a time zone is given. */
export async function sumMovements(
  workspaceId: string,
  which: { from: Date; to: Date; affiliateId?: string; monthsIn?: string },
): Promise<MovementSum[]> {
  const isBefore = sql<boolean>`line.at < ${which.from}`;
  const month = which.monthsIn
    ? sql<
        string | null
      >`case when not ${isBefore} then to_char(line.at at time zone ${which.monthsIn}, 'YYYY-MM') end`
    : sql<string | null>`null::text`;
  let select = db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .select(['line.affiliateId', 'line.currency'])
    .select(sql<MovementSum['kind']>`case when ${isBefore} then 'opening' else entry.kind end`.as('kind'))
    .select([month.as('month'), sql<number>`sum(line.amount_minor)::bigint`.as('amountMinor')])
    .where('line.workspaceId', '=', workspaceId)
    .where('line.account', '=', 'affiliate')
    .where('line.at', '<', which.to)
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`])
    .orderBy('line.affiliateId')
    .orderBy('line.currency');
  if (which.affiliateId) select = select.where('line.affiliateId', '=', which.affiliateId);
  return select.execute();
}

/** When the first movement was, of one affiliate or of all; null before any. */
export async function findFirstMovement(workspaceId: string, affiliateId?: string): Promise<Date | null> {
  let select = db()
    .selectFrom('commissions.ledgerLines')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('workspaceId', '=', workspaceId)
    .where('account', '=', 'affiliate');
  if (affiliateId) select = select.where('affiliateId', '=', affiliateId);
  return (await select.executeTakeFirst())?.at ?? null;
}

/** One entry of an affiliate's account, for the papers of a payout that settles it. */
export type SettledEntry = Omit<StatementMovement, 'commissionId'> & { bookedAt: Date };

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
    .select('entry.bookedAt')
    .select(awardWords)
    .where('line.workspaceId', '=', workspaceId)
    .where('line.account', '=', 'affiliate')
    .where('line.entryId', '=', sql<string>`any(${entryIds})`)
    .orderBy('line.at')
    .orderBy('line.entryId')
    .execute();
  return rows as SettledEntry[];
}
