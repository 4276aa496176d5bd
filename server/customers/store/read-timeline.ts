import { sql } from 'kysely';
import { db, inTransaction } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { searchKey } from '../rules.ts';
import type { TimelineFilters } from '../schema/timeline.ts';
import { allOf, type Condition, isAnyOf, isAtLeast, isAtMost } from './conditions.ts';
import { type Reader, reachesAccount, reachesCustomer, reachesPerson } from './reach.ts';

/** How much of the words' trigrams must be there, as in the search for records. */
const ALIKE = 0.5;
/** Entries that are sorted as quickly as an index is read in order. */
const FEW = 1_000;
/** Likeness takes far longer to tell than whether words stand there: only so many of the newest entries are looked at. */
const MAX_COMPARED = 4_000;

/** Whose timeline it is. */
export type Subject = { accountId: string } | { personId: string };

export interface TimelinePageRequest {
  limit: number;
  /** `value` is the entry's time as an ISO text. */
  after: Cursor | null;
}

/** Newest first. Where no entry holds the words, those that hold words like them. */
export async function selectTimeline(
  reader: Reader,
  subject: Subject,
  filters: TimelineFilters,
  { limit, after }: TimelinePageRequest,
) {
  const holdsWords = await findWords(reader, subject, filters.q);
  const isKnown = reachesPerson(reader, sql`entry.person_id`) ?? sql`true`;
  const rows = await db()
    .selectFrom('customers.timelineEntries as entry')
    .leftJoin('customers.people as person', (join) =>
      join.onRef('person.workspaceId', '=', 'entry.workspaceId').onRef('person.id', '=', 'entry.personId'),
    )
    .select(['entry.id', 'entry.accountId', 'entry.personId', 'entry.at', 'entry.kind', 'entry.code'])
    .select(['entry.values', 'entry.amountMinor', 'entry.currency', 'entry.activityId'])
    .select(
      sql<string | null>`case when ${isKnown} then coalesce(person.name, person.email) end`.as('personName'),
    )
    .where(isOf(reader, subject))
    .where(allOf([filterCondition(filters), isAnyOf(sql`entry.kind`, filters.kind), holdsWords]))
    .where(
      after
        ? sql<boolean>`(entry.at, entry.id) < (${after.value}::timestamptz, ${after.id})`
        : sql<boolean>`true`,
    )
    .orderBy('entry.at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, (row) => ({ value: row.at.toISOString(), id: row.id }));
}

/** How many entries of each kind there are, the most frequent first. */
export async function countKinds(
  reader: Reader,
  subject: Subject,
  filters: TimelineFilters,
): Promise<{ kind: string; count: number }[]> {
  const holdsWords = await findWords(reader, subject, filters.q);
  const { rows } = await sql<{ kind: string; count: number }>`
    select entry.kind, count(*)::int as count from customers.timeline_entries entry
    where ${allOf([isOf(reader, subject), filterCondition(filters), holdsWords])}
    group by entry.kind order by count desc, entry.kind`.execute(db());
  return rows;
}

/** What somebody did for an account that the reader does not reach is not told with the person either. */
function isOf(reader: Reader, subject: Subject): Condition {
  const ofAccount = reachesAccount(reader, sql`entry.account_id`);
  const isTold = ofAccount
    ? sql`(entry.account_id is null or ${ofAccount}) and (entry.activity_id is null or ${isReached(reader)})`
    : sql`true`;
  const isTheirs =
    'accountId' in subject
      ? sql`entry.account_id = ${subject.accountId}`
      : sql`entry.person_id = ${subject.personId}`;
  return sql`entry.workspace_id = ${reader.workspaceId} and ${isTheirs} and ${isTold}`;
}

/** Who took part in a call about somebody else's account does not tell of that account. */
function isReached(reader: Reader): Condition {
  const reached = reachesCustomer(reader, { account: sql`t.account_id`, person: sql`t.person_id` });
  return sql`exists (select from customers.activities t where t.workspace_id = ${reader.workspaceId}
    and t.id = entry.activity_id and ${reached ?? sql`true`})`;
}

function filterCondition({ from, to, authorId }: TimelineFilters): Condition {
  return allOf([
    isAtLeast(sql`entry.at`, from),
    isAtMost(sql`entry.at`, to),
    isAnyOf(sql`entry.author_id`, authorId),
  ]);
}

/**
 * Few entries with the words are looked up by them, else the planner would go through the whole timeline for a rare
 * word, because it takes the hits to be spread evenly.
 */
async function findWords(
  reader: Reader,
  subject: Subject,
  words: string | undefined,
): Promise<Condition | undefined> {
  const key = searchKey(words ?? '');
  if (key === '') return undefined;
  const holds: Condition = sql`entry.search_key like ${`%${key.replace(/[\\%_]/g, '\\$&')}%`}`;
  const ids = await findHolding(reader, subject, holds);
  if (ids.length > FEW) return holds;
  return isAnyOf(sql`entry.id`, ids.length > 0 ? ids : await findAlike(reader, subject, key));
}

async function findAlike(reader: Reader, subject: Subject, key: string): Promise<string[]> {
  return inTransaction(async () => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`.execute(db());
    const { rows } = await sql<{ id: string }>`
      select newest.id from (
        select entry.id, entry.search_key from customers.timeline_entries entry
        where ${isOf(reader, subject)} and entry.search_key <> ''
        order by entry.at desc, entry.id desc limit ${MAX_COMPARED}) as newest
      where ${key} <% newest.search_key limit ${FEW}`.execute(db());
    return rows.map(({ id }) => id);
  });
}

/** One more than few at most. */
async function findHolding(reader: Reader, subject: Subject, holds: Condition): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select entry.id from customers.timeline_entries entry
    where ${isOf(reader, subject)} and entry.search_key <> '' and ${holds} limit ${FEW + 1}`.execute(db());
  return rows.map(({ id }) => id);
}
