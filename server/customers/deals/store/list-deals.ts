import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { allOf } from '../../store/conditions.ts';
import { type PageRequest, readPage, type Sort } from '../../store/read-page.ts';
import type { DealSort } from '../kinds.ts';
import type { BoardQuery, DealFilters, DealSum } from '../schema/query.ts';
import { type DealReader, dealCondition, isReadable } from './conditions.ts';
import { type StoredDeal, selectDeals, toDeal } from './select-deals.ts';

/** Days as a number, so that one index and one kind of cursor serve them. */
const EXPECTED = "(d.expected_on - date '2000-01-01')";
/** Deals in a column of the board, and for how long a closed one stays there. */
const DEALS_IN_COLUMN = 50;
const CLOSED_DAYS = 30;

const SORTS: Record<DealSort, Sort> = {
  name: by('d.name_key', 'text'),
  amountMinor: by('d.amount_minor', 'number'),
  expectedOn: by(EXPECTED, 'number'),
  createdAt: by('d.created_at', 'time'),
  stageSince: by('d.stage_since', 'time'),
  closedAt: by('d.closed_at', 'time'),
};

function by(column: string, kind: Sort['kind']): Sort {
  return { column: sql.raw(column), id: sql.raw('d.id'), kind };
}

export async function pageOfDeals(
  reader: DealReader,
  filters: DealFilters,
  sort: DealSort,
  page: PageRequest,
): Promise<{ data: StoredDeal[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(SORTS[sort], page, (scan) =>
    selectDeals()
      .select(sql<string | number | Date | null>`${SORTS[sort].column}`.as('sortValue'))
      .where(dealCondition(reader, filters))
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  return { data: rows.map(({ sortValue: _sorted, ...row }) => toDeal(row, reader)), nextCursor };
}

/** For exports: the matching deals in the order of their ids, from after `afterId`. */
export async function nextDeals(
  reader: DealReader,
  filters: DealFilters,
  afterId: string,
  limit: number,
): Promise<StoredDeal[]> {
  const rows = await selectDeals()
    .where(dealCondition(reader, filters))
    .where('d.id', '>', afterId)
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows.map((row) => toDeal(row, reader));
}

export async function selectDealsOf(reader: DealReader, ids: string[]): Promise<StoredDeal[]> {
  const rows = await selectDeals()
    .where(isReadable(reader))
    .where('d.id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return rows.map((row) => toDeal(row, reader));
}

export async function findDeal(reader: DealReader, id: string): Promise<StoredDeal | null> {
  const row = await selectDeals().where(isReadable(reader)).where('d.id', '=', id).executeTakeFirst();
  return row ? toDeal(row, reader) : null;
}

/** On the board: open deals, and those that were closed lately. */
function isOnBoard({ at }: DealReader) {
  return sql<boolean>`(d.state = 'open' or d.closed_at > ${at}::timestamptz - make_interval(days => ${CLOSED_DAYS}))`;
}

/** The first deals of each stage, the soonest expected first, and the newest of the closed ones. */
export async function listBoardDeals(reader: DealReader, query: BoardQuery): Promise<StoredDeal[]> {
  const rows = await db()
    .selectFrom(
      selectDeals()
        .select(
          sql<number>`row_number() over (partition by d.stage_id
            order by d.closed_at desc nulls last, d.expected_on nulls last, d.id)`.as('place'),
        )
        .where(allOf([dealCondition(reader, query), isOnBoard(reader)]))
        .as('board'),
    )
    .selectAll()
    .where('place', '<=', DEALS_IN_COLUMN)
    .orderBy('place')
    .execute();
  return rows.map(({ place: _place, ...row }) => toDeal(row, reader));
}

/** What stands in each stage of the board, by currency. Without an amount a deal counts, and adds nothing. */
export async function sumBoard(
  reader: DealReader,
  query: BoardQuery,
): Promise<(DealSum & { stageId: string })[]> {
  const { rows } = await sql<DealSum & { stageId: string }>`
    select d.stage_id, d.currency, count(*)::int as count, coalesce(sum(d.amount_minor), 0)::bigint as amount_minor,
      ${weightedSum()} as weighted_minor
    from customers.deals d
    join customers.deal_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join customers.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
    where ${allOf([dealCondition(reader, query), isOnBoard(reader)])}
    group by d.stage_id, d.currency order by d.stage_id, amount_minor desc, d.currency`.execute(db());
  return rows;
}

/** As `weightedMinor` does it: each deal is rounded by itself, half up. */
export function weightedSum() {
  return sql`coalesce(sum(round(d.amount_minor * case d.state when 'won' then 100 when 'lost' then 0
    else coalesce(d.probability, s.probability) end / 100.0)), 0)::bigint`;
}
