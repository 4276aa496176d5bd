import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { RecordObject } from '../../merges/held-ids.ts';
import { searchKey } from '../../rules.ts';
import { type Comparable, coreName, mailDomain, numbersIn, phoneDigits, plainEmail } from '../rules.ts';

/** How much of a name's trigrams must be there for a closer look. */
const LOOSELY_ALIKE = 0.6;
/** Of each kind of likeness, for one record: a name that hundreds have says nothing. */
const MAX_OF_A_KIND = sql.lit(20);
/** So many people of one account or mail domain are looked at by name, so that thousands of colleagues do not take hours. */
const MAX_COLLEAGUES = sql.lit(200);

/** Fields of these records, for comparison. */
export async function selectComparables(
  workspaceId: string,
  object: RecordObject,
  ids: string[],
): Promise<Comparable[]> {
  if (ids.length === 0) return [];
  const { rows } =
    object === 'account'
      ? await sql<Comparable>`select id, name, null as email, null as phone, domain, null as account_id
          from customers.accounts where workspace_id = ${workspaceId} and id = any(${ids}::text[])`.execute(
          db(),
        )
      : await sql<Comparable>`select id, name, email, phone, null as domain, account_id
          from customers.people where workspace_id = ${workspaceId} and id = any(${ids}::text[])`.execute(
          db(),
        );
  return rows;
}

/** The next ids of the workspace in their order, for a pass over all. */
export async function selectNextIds(
  workspaceId: string,
  object: RecordObject,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db()
    .selectFrom(object === 'account' ? 'customers.accounts' : 'customers.people')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** For each subject the records that deserve a comparison, by their indexes alone. The subject need not exist. */
export async function selectCandidates(
  workspaceId: string,
  object: RecordObject,
  subjects: Comparable[],
): Promise<Map<string, string[]>> {
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(LOOSELY_ALIKE)}, true)`.execute(
    db(),
  );
  const told = subjects.map((subject) => ({
    id: subject.id,
    nameKey: searchKey(subject.name ?? '') || null,
    coreKey: searchKey(coreName(subject.name)) || null,
    numbers: numbersIn(subject.name ?? '') || null,
    domain: subject.domain,
    email: plainEmail(subject.email),
    phone: phoneDigits(subject.phone),
    mailDomain: mailDomain(subject.email),
    accountId: subject.accountId,
    isLoose: subject.email === null || subject.accountId === null,
  }));
  const { rows } = await sql<{ subject: string; ids: string[] }>`
    select s.id as subject, array_agg(distinct c.id) as ids
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as s(id text, "nameKey" text, "coreKey" text,
      numbers text, domain text, email text, phone text, "mailDomain" text, "accountId" text, "isLoose" boolean)
    cross join lateral (${object === 'account' ? likeAccounts(workspaceId) : likePeople(workspaceId)}) c
    where c.id <> s.id group by s.id`.execute(db());
  return new Map(rows.map(({ subject, ids }) => [subject, ids]));
}

function likeAccounts(workspaceId: string) {
  const of = sql`select a.id from customers.accounts a where a.workspace_id = ${workspaceId}`;
  return sql`
    (${of} and a.domain = s.domain limit ${MAX_OF_A_KIND})
    union all (${of} and a.name_key = s."nameKey" limit ${MAX_OF_A_KIND})
    union all (${of} and s.numbers is null and s."coreKey" <% a.search_key limit ${MAX_OF_A_KIND})
    union all (${of} and a.name ~ '[0-9]' and btrim(regexp_replace(a.name, '[^0-9]+', ' ', 'g')) = s.numbers
      and s."coreKey" <% a.search_key limit ${MAX_OF_A_KIND})`;
}

function likePeople(workspaceId: string) {
  const of = sql`select p.id from customers.people p where p.workspace_id = ${workspaceId}`;
  return sql`
    (${of} and p.email is not null and regexp_replace(p.email, '\\+[^@]*@', '@') = s.email limit ${MAX_OF_A_KIND})
    union all (${of} and p.phone is not null
      and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 9) = s.phone limit ${MAX_OF_A_KIND})
    union all ${alikeOf(workspaceId, sql`p.account_id = s."accountId"`)}
    union all ${alikeOf(workspaceId, sql`p.email is not null and split_part(p.email, '@', 2) = s."mailDomain"`)}
    union all (${of} and p.name_key = s."nameKey" and (s."isLoose" or p.email is null or p.account_id is null)
      limit ${MAX_OF_A_KIND})`;
}

/** Of the first colleagues, those with a name like it. */
function alikeOf(workspaceId: string, colleagues: ReturnType<typeof sql>) {
  return sql`(select near.id from (select p.id, p.search_key from customers.people p
      where p.workspace_id = ${workspaceId} and ${colleagues} limit ${MAX_COLLEAGUES}) as near
    where s."nameKey" <% near.search_key limit ${MAX_OF_A_KIND})`;
}
