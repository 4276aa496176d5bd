import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Conversion, RateLeg } from '../rates/convert.ts';
import type { ExchangeRate, RateListQuery } from '../rates/schema.ts';
import { isMoved } from './corrections.ts';
import type { Place } from './past.ts';

/** A rate of an earlier day holds for so many days more, and then for no sale. */
const MAX_AGE_DAYS = 7;

/** What one currency was worth in another on a day: one pair, or two with the same base. */
export interface Rate {
  day: string;
  legs: RateLeg[];
}

/**
 * The newest rate that is not older than a week. Of one day, the pair as it was entered goes before its reverse, and that
 * before two pairs with the same base.
 */
export async function findRate(
  workspaceId: string,
  { from, to, day }: { from: string; to: string; day: string },
): Promise<Rate | null> {
  const within = (rate: string) => sql`${sql.ref(`${rate}.workspaceId`)} = ${workspaceId}
    and ${sql.ref(`${rate}.day`)} between ${day}::date - ${MAX_AGE_DAYS}::integer and ${day}::date`;
  const { rows } = await sql<Rate>`
    select day::text as day, legs from (
      select day, case when base = ${from} then 1 else 2 end as rank, jsonb_build_array(${leg('rate')}) as legs
      from commissions.exchange_rates rate
      where ${within('rate')} and base in (${from}, ${to}) and quote in (${from}, ${to})
      union all
      select sold.day, 3, jsonb_build_array(${leg('sold')}, ${leg('paid')})
      from commissions.exchange_rates sold
      join commissions.exchange_rates paid on paid.workspace_id = ${workspaceId}
        and paid.base = sold.base and paid.day = sold.day and paid.quote = ${to}
      where ${within('sold')} and sold.quote = ${from}
    ) known
    order by day desc, rank, legs limit 1`.execute(db());
  return rows[0] ?? null;
}

/** As text: a number in JSON would not keep every digit. */
function leg(rate: string) {
  const of = (column: string) => sql.ref(`${rate}.${column}`);
  return sql`jsonb_build_object('base', ${of('base')}, 'quote', ${of('quote')},
    'rate', ${of('rate')}::text, 'source', ${of('source')})`;
}

/** What the sale was converted at for whoever had its credit before. */
export async function findKeptConversion(
  workspaceId: string,
  saleId: string,
  currency: string,
): Promise<Conversion | null> {
  const { rows } = await sql<{ conversion: Conversion }>`
    select facts -> 'conversion' as conversion from commissions.commissions
    where workspace_id = ${workspaceId} and sale_id = ${saleId} and facts #>> '{conversion,currency}' = ${currency}
    order by id limit 1`.execute(db());
  return rows[0]?.conversion ?? null;
}

export interface WaitingSale extends Place {
  id: string;
  affiliateId: string;
  saleCurrency: string;
  planCurrency: string;
  creditedMinor: number;
}

/** The commissions that no rate was known for, in the order of their sales. */
export async function listWaitingForRate(workspaceId: string): Promise<WaitingSale[]> {
  const { rows } = await sql<WaitingSale>`
    select id, affiliate_id, sold_at, sale_external_id, share_number, sale_currency,
      currency as plan_currency, credited_minor
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and nothing_because = 'no_rate' and not ${isMoved}
    order by sold_at, sale_external_id, share_number`.execute(db());
  return rows;
}

export interface NewRate {
  base: string;
  quote: string;
  day: string;
  rate: string;
}

interface Entered {
  source: RateLeg['source'];
  enteredBy: string;
  enteredAt: Date;
}

/** A file leaves alone what a person typed. @returns how many are new or changed. */
export async function upsertRates(workspaceId: string, rates: NewRate[], entered: Entered): Promise<number> {
  const { source, enteredBy, enteredAt } = entered;
  const { numAffectedRows } = await sql`
    insert into commissions.exchange_rates (workspace_id, base, quote, day, rate, source, entered_by, entered_at)
    select ${workspaceId}, base, quote, day, rate, ${source}, ${enteredBy}, ${enteredAt}
    from jsonb_to_recordset(${JSON.stringify(rates)}::jsonb) as told (base text, quote text, day date, rate numeric)
    on conflict (workspace_id, base, quote, day) do update
      set rate = excluded.rate, source = excluded.source, entered_by = excluded.entered_by,
        entered_at = excluded.entered_at
      where exchange_rates.rate <> excluded.rate and (exchange_rates.source <> 'typed' or ${source} = 'typed')`.execute(
    db(),
  );
  return Number(numAffectedRows ?? 0);
}

type PairOfDay = Pick<NewRate, 'base' | 'quote' | 'day'>;

export async function findEnteredRate(
  workspaceId: string,
  { base, quote, day }: PairOfDay,
): Promise<ExchangeRate | null> {
  const row = await selectRates(workspaceId)
    .where('base', '=', base)
    .where('quote', '=', quote)
    .where('day', '=', day)
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteRate(workspaceId: string, { base, quote, day }: PairOfDay): Promise<void> {
  await db()
    .deleteFrom('commissions.exchangeRates')
    .where('workspaceId', '=', workspaceId)
    .where('base', '=', base)
    .where('quote', '=', quote)
    .where('day', '=', day)
    .execute();
}

function selectRates(workspaceId: string) {
  return db()
    .selectFrom('commissions.exchangeRates')
    .select(['base', 'quote', 'source', 'enteredBy', 'enteredAt'])
    .select([sql<string>`day::text`.as('day'), sql<string>`rate::text`.as('rate')])
    .where('workspaceId', '=', workspaceId)
    .$castTo<ExchangeRate>();
}

/** The newest day first, and within it by pair. */
export async function pageOfRates(workspaceId: string, query: RateListQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectRates(workspaceId)
    .orderBy(sql`exchange_rates.day`, 'desc')
    .orderBy('base')
    .orderBy('quote')
    .limit(query.limit + 1);
  const { currency, from, to } = query;
  if (currency) select = select.where(sql<SqlBool>`${currency} in (base, quote)`);
  if (from) select = select.where(sql<SqlBool>`exchange_rates.day >= ${from}::date`);
  if (to) select = select.where(sql<SqlBool>`exchange_rates.day <= ${to}::date`);
  if (after)
    select = select.where(sql<SqlBool>`(exchange_rates.day < ${after.value}::date
      or exchange_rates.day = ${after.value}::date and base || quote > ${after.id})`);
  return toPage(await select.execute(), query.limit, ({ day, base, quote }) => ({
    value: day,
    id: base + quote,
  }));
}
