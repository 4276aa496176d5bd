import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { RecordObject } from '../../merges/held-ids.ts';
import { searchKey } from '../../rules.ts';
import { allPhoneDigits, type Comparable, coreName, mailDomain, numbersIn, plainEmails } from '../rules.ts';

/** How much of a name's trigrams must be there for a closer look. */
const LOOSELY_ALIKE = 0.6;
/** Of each kind of likeness, for one record: a name that hundreds have says nothing. */
const MAX_OF_A_KIND = sql.lit(20);
/** So many colleagues, or accounts with the same number, are looked at by name, so that thousands do not take hours. */
const MAX_NEAR = sql.lit(200);

/** Fields of these records, for comparison. */
export async function selectComparables(
  workspaceId: string,
  object: RecordObject,
  ids: string[],
): Promise<Comparable[]> {
  if (ids.length === 0) return [];
  const { rows } =
    object === 'account'
      ? await sql<Comparable>`select id, name, null as email, '{}'::text[] as further_emails, null as phone,
            '{}'::text[] as further_phones, domain, null as account_id
          from customers.accounts where workspace_id = ${workspaceId} and id = any(${ids}::text[])`.execute(
          db(),
        )
      : await sql<Comparable>`select id, name, email, coalesce(further_emails, '{}') as further_emails, phone,
            array(select c.value from customers.contact_points c where c.workspace_id = p.workspace_id
              and c.person_id = p.id and c.kind = 'phone') as further_phones, null as domain, account_id
          from customers.people p where workspace_id = ${workspaceId} and id = any(${ids}::text[])`.execute(
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
  // Rows are looked up and never read as a whole, also where statistics are missing right after an import.
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(LOOSELY_ALIKE)}, true),
    set_config('enable_seqscan', 'off', true)`.execute(db());
  const told = subjects.map((subject) => ({
    id: subject.id,
    nameKey: searchKey(subject.name ?? '') || null,
    coreKey: searchKey(coreName(subject.name)) || null,
    numbers: numbersIn(subject.name ?? '') || null,
    // With other numbers a name is another one, so that letters alone are looked for only where there are none.
    looseKey: numbersIn(subject.name ?? '') ? null : searchKey(coreName(subject.name)) || null,
    domain: subject.domain,
    emails: plainEmails(subject),
    phones: allPhoneDigits(subject),
    mailDomain: mailDomain(subject.email),
    accountId: subject.accountId,
    isLoose: subject.email === null || subject.accountId === null,
  }));
  const { rows } = await sql<{ subject: string; ids: string[] }>`
    select s.id as subject, array_agg(distinct c.id) as ids
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as s(id text, "nameKey" text, "coreKey" text,
      "looseKey" text, numbers text, domain text, emails text[], phones text[], "mailDomain" text, "accountId" text, "isLoose" boolean)
    cross join lateral (${object === 'account' ? likeAccounts(workspaceId) : likePeople(workspaceId)}) c
    where c.id <> s.id group by s.id`.execute(db());
  return new Map(rows.map(({ subject, ids }) => [subject, ids]));
}

function likeAccounts(workspaceId: string) {
  const of = sql`select a.id from customers.accounts a where a.workspace_id = ${workspaceId}`;
  return sql`
    (${of} and a.domain = s.domain limit ${MAX_OF_A_KIND})
    union all (${of} and a.name_key = s."nameKey" limit ${MAX_OF_A_KIND})
    union all (${of} and s."looseKey" is not null and s."looseKey" <% a.search_key limit ${MAX_OF_A_KIND})
    union all ${alikeOf(
      sql`select a.search_key, a.id from customers.accounts a where a.workspace_id = ${workspaceId}
        and a.name ~ '[0-9]' and btrim(regexp_replace(a.name, '[^0-9]+', ' ', 'g')) = s.numbers`,
      sql`s."coreKey"`,
    )}`;
}

function likePeople(workspaceId: string) {
  const of = sql`select p.id from customers.people p where p.workspace_id = ${workspaceId}`;
  const further = sql`select c.person_id as id from customers.contact_points c where c.workspace_id = ${workspaceId}`;
  const colleagues = sql`select p.search_key, p.id from customers.people p where p.workspace_id = ${workspaceId}`;
  return sql`
    (${of} and p.email is not null and regexp_replace(p.email, '\\+[^@]*@', '@') = any(s.emails) limit ${MAX_OF_A_KIND})
    union all (${of} and p.phone is not null
      and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 9) = any(s.phones) limit ${MAX_OF_A_KIND})
    union all (${further} and c.kind = 'email' and regexp_replace(c.value, '\\+[^@]*@', '@') = any(s.emails)
      limit ${MAX_OF_A_KIND})
    union all (${further} and c.kind = 'phone'
      and right(regexp_replace(c.value, '[^0-9]', '', 'g'), 9) = any(s.phones) limit ${MAX_OF_A_KIND})
    union all ${alikeOf(sql`${colleagues} and p.account_id = s."accountId"`, sql`s."nameKey"`)}
    union all ${alikeOf(
      sql`${colleagues} and p.email is not null and split_part(p.email, '@', 2) = s."mailDomain"`,
      sql`s."nameKey"`,
    )}
    union all (${of} and p.name_key = s."nameKey" and (s."isLoose" or p.email is null or p.account_id is null)
      limit ${MAX_OF_A_KIND})`;
}

/** Of the first of these, those with a name like it; the limit keeps the planner from going through all names alike. */
function alikeOf(near: ReturnType<typeof sql>, key: ReturnType<typeof sql>) {
  return sql`(select near.id from (${near} limit ${MAX_NEAR}) as near
    where ${key} <% near.search_key limit ${MAX_OF_A_KIND})`;
}
