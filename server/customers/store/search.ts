import { sql } from 'kysely';
import { db, inTransaction } from '../../core/db.ts';
import type { SearchHit } from '../schema/search.ts';
import { allOf, type Condition, contains } from './conditions.ts';
import { type Reader, reachesAccount, reachesPerson } from './reach.ts';

/**
 * How much of the words' trigrams must be there: half forgives one wrong, missing or swapped letter in a word of five.
 */
const ALIKE = 0.5;
/** Weighed by likeness; with a very common word there are more, and the first ones found are good enough. */
const MAX_CANDIDATES = 1_000;

const SOURCES = {
  account: sql.raw(`'account' as type, r.id, r.name, r.domain as detail from customers.accounts r`),
  person: sql.raw(
    `'person' as type, r.id, coalesce(r.name, r.email, r.external_id, '') as name, r.email as detail
     from customers.people r`,
  ),
};

type Type = SearchHit['type'];

const REACHES = { account: reachesAccount, person: reachesPerson } as const;

/** Records whose name begins with the words, by name. */
export async function searchBeginning(reader: Reader, type: Type, key: string, limit: number) {
  const pattern = `${key.replace(/[\\%_]/g, '\\$&')}%`;
  return read(reader, type, sql`r.name_key like ${pattern} order by r.name_key, r.id limit ${limit}`);
}

/** Records with the words anywhere in name, address or external id. */
export async function searchInside(reader: Reader, type: Type, key: string, limit: number) {
  return read(reader, type, sql`${allOf([contains('r', key)])} limit ${limit}`);
}

/** Records whose words look like these, the most alike first: tolerates a slip of the keyboard. */
export async function searchAlike(
  reader: Reader,
  type: Type,
  key: string,
  limit: number,
): Promise<SearchHit[]> {
  return inTransaction(async () => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`.execute(db());
    const { rows } = await sql<SearchHit>`
      select type, id, name, detail from (
        select word_similarity(${key}, r.search_key) as likeness, ${SOURCES[type]}
        where r.workspace_id = ${reader.workspaceId} and ${key} <% r.search_key and ${isReached(reader, type)} limit ${MAX_CANDIDATES}
      ) as candidates
      order by likeness desc, id limit ${limit}`.execute(db());
    return rows;
  });
}

async function read(reader: Reader, type: Type, condition: Condition): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    select ${SOURCES[type]} where r.workspace_id = ${reader.workspaceId} and ${isReached(reader, type)}
      and ${condition}`.execute(db());
  return rows;
}

function isReached(reader: Reader, type: Type): Condition {
  return allOf([REACHES[type](reader, sql`r.id`)]);
}
