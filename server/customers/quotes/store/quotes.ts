import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { type DealReader, isReadable } from '../../deals/store/conditions.ts';
import { allOf, type Condition, contains, isAnyOf } from '../../store/conditions.ts';
import type { QUOTE_STATES, QuoteLanguage } from '../kinds.ts';
import type { Quote, QuoteFilters, QuoteLine } from '../schema/quote.ts';

type State = (typeof QUOTE_STATES)[number];

/** A quote as it stands in the database. */
export interface QuoteRow extends Omit<Quote, 'label' | 'state'> {
  state: State;
  personId: string | null;
  priceListId: string | null;
  language: QuoteLanguage;
  buyer: string;
  seller: string;
  intro: string;
  terms: string;
  lines: QuoteLine[];
  edit: number;
}

const select = sql`
  select q.id, q.number, q.version, q.revises_id, q.state, q.title, q.deal_id, d.name as deal_name, d.account_id,
    a.name as account_name, q.price_list_id, q.currency, q.language, q.valid_until::text, q.person_id, q.recipient_name,
    q.recipient_email, q.buyer, q.seller, q.intro, q.terms, q.lines, q.net_minor, q.tax_minor, q.total_minor, q.edit,
    q.created_by_name, q.created_at, q.updated_at, q.sent_at, q.sent_by_name, q.viewed_at, q.ended_at, q.ended_by_name,
    q.ended_by_email, q.end_note
  from customers.quotes q
  join customers.deals d on d.workspace_id = q.workspace_id and d.id = q.deal_id
  left join customers.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id`;

const shownState = (today: string): Condition =>
  sql`case when q.state = 'sent' and q.valid_until < ${today}::date then 'expired' else q.state end`;

/** Quotes are read with their deals. */
function conditionOf(reader: DealReader, filters: QuoteFilters): Condition {
  const { dealId, accountId } = filters;
  const words = filters.q === undefined ? undefined : `%${filters.q.replace(/[%_\\]/g, '\\$&')}%`;
  return allOf([
    sql`q.workspace_id = ${reader.workspaceId}`,
    isReadable(reader),
    isAnyOf(shownState(reader.today), filters.state),
    isAnyOf(sql`q.currency`, filters.currency),
    dealId === undefined ? undefined : sql`q.deal_id = ${dealId}`,
    accountId === undefined ? undefined : sql`d.account_id = ${accountId}`,
    words === undefined
      ? undefined
      : sql`(q.title ilike ${words} or q.recipient_name ilike ${words} or 'Q-' || q.number ilike ${words}
          or ${contains('d', filters.q) ?? sql`false`} or ${contains('a', filters.q) ?? sql`false`})`,
  ]);
}

/** The newest first. */
export async function pageOfQuotes(
  reader: DealReader,
  filters: QuoteFilters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = decodeCursor(cursor);
  const { rows } = await sql<QuoteRow>`
    ${select} where ${conditionOf(reader, filters)}
      and (${after?.id ?? null}::text is null
        or (q.created_at, q.id) < (${after?.value ?? null}::timestamptz, ${after?.id ?? null}))
    order by q.created_at desc, q.id desc limit ${limit + 1}`.execute(db());
  return toPage(rows, limit, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }));
}

/** For exports: in the order of their ids. */
export async function nextQuotes(
  reader: DealReader,
  filters: QuoteFilters,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`
    ${select} where ${conditionOf(reader, filters)} and q.id > ${afterId} order by q.id limit ${limit}`.execute(
    db(),
  );
  return rows;
}

export async function findQuote(reader: DealReader, id: string): Promise<QuoteRow | null> {
  const { rows } = await sql<QuoteRow>`${select} where ${conditionOf(reader, {})} and q.id = ${id}`.execute(
    db(),
  );
  return rows[0] ?? null;
}

/** All versions of the same number, the first one first. */
export async function selectVersions(reader: DealReader, number: number): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`
    ${select} where ${conditionOf(reader, {})} and q.number = ${number} order by q.version`.execute(db());
  return rows;
}

/** Held until the transaction ends: of two who act at once one waits for the other. */
export async function lockQuote(workspaceId: string, id: string): Promise<void> {
  await sql`select id from customers.quotes where workspace_id = ${workspaceId} and id = ${id} for update`.execute(
    db(),
  );
}

export type QuoteContent = Pick<
  QuoteRow,
  | ('title' | 'priceListId' | 'currency' | 'language' | 'validUntil' | 'personId' | 'recipientName')
  | (
      | 'recipientEmail'
      | 'buyer'
      | 'seller'
      | 'intro'
      | 'terms'
      | 'lines'
      | 'netMinor'
      | 'taxMinor'
      | 'totalMinor'
    )
>;

interface NewRow extends QuoteContent {
  dealId: string;
  number?: number | null;
  version?: number;
  revisesId?: string | null;
  createdBy: string;
  createdByName: string;
}

/** @returns its id, or null when the quote that it revises has a draft already. */
export async function insertQuote(
  workspaceId: string,
  { lines, ...row }: NewRow,
  at: Date,
): Promise<string | null> {
  const made = await db()
    .insertInto('customers.quotes')
    .values({
      ...{ workspaceId, id: newId('quo'), ...row, lines: JSON.stringify(lines) },
      ...{ createdAt: at, updatedAt: at },
    })
    .onConflict((double) => double.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

type Change = Partial<Omit<QuoteContent, 'lines'>> & {
  lines?: QuoteLine[];
  state?: State;
  number?: number;
  edit?: number;
  sentAt?: Date;
  sentByName?: string;
  mailId?: string | null;
  viewedAt?: Date;
  endedAt?: Date;
  endedByName?: string;
  endedByEmail?: string | null;
  endNote?: string | null;
};

export async function updateQuote(
  workspaceId: string,
  id: string,
  { lines, ...change }: Change,
  at: Date,
): Promise<void> {
  await db()
    .updateTable('customers.quotes')
    .set({ ...change, ...(lines && { lines: JSON.stringify(lines) }), updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function deleteDraft(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.quotes')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
}

/** The next number: none is left out, since one given in a transaction that fails was never given. */
export async function takeNumber(workspaceId: string): Promise<number> {
  const { rows } = await sql<{ lastNumber: number }>`
    insert into customers.quote_numbers (workspace_id, last_number) values (${workspaceId}, 1)
    on conflict (workspace_id) do update set last_number = customers.quote_numbers.last_number + 1
    returning last_number`.execute(db());
  return rows[0]?.lastNumber ?? 1;
}
