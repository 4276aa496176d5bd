import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import type { RecordObject } from '../../merges/held-ids.ts';
import { allOf, type Condition, contains } from '../../store/conditions.ts';
import { type Reader, reachesAccount, reachesPerson } from '../../store/reach.ts';
import type { Likeness, Reason } from '../rules.ts';
import type { DuplicateQuery } from '../schema.ts';

/** The smaller id first. */
export interface FoundPair extends Likeness {
  firstId: string;
  secondId: string;
}

/** Writes the pairs, and takes away those of `ids` that are none any more. What was dismissed stays dismissed. */
export async function replacePairs(
  workspaceId: string,
  object: RecordObject,
  { ids, pairs, at }: { ids: string[]; pairs: FoundPair[]; at: Date },
): Promise<void> {
  const told = sql`jsonb_to_recordset(${JSON.stringify(pairs.map((pair) => ({ ...pair, id: newId('dup') })))}::jsonb)
    as f(id text, "firstId" text, "secondId" text, score integer, "isSure" boolean, reasons jsonb)`;
  await sql`
    delete from customers.duplicates d
    where workspace_id = ${workspaceId} and object = ${object} and dismissed_at is null
      and (first_id = any(${ids}::text[]) or second_id = any(${ids}::text[]))
      and not exists (select from ${told} where f."firstId" = d.first_id and f."secondId" = d.second_id)
  `.execute(db());
  await sql`
    insert into customers.duplicates as known
      (workspace_id, id, object, first_id, second_id, score, is_sure, reasons, found_at)
    select ${workspaceId}, f.id, ${object}, f."firstId", f."secondId", f.score, f."isSure",
      array(select jsonb_array_elements_text(f.reasons)), ${at}
    from ${told} order by f."firstId" collate "C", f."secondId" collate "C"
    on conflict (workspace_id, object, first_id, second_id) do update set
      score = excluded.score, is_sure = excluded.is_sure, reasons = excluded.reasons
    where known.dismissed_at is null
      and (known.score, known.is_sure, known.reasons) is distinct from (excluded.score, excluded.is_sure, excluded.reasons)
  `.execute(db());
}

/** Each of the records with every record that it makes an open pair with. */
export async function selectPartners(
  workspaceId: string,
  object: RecordObject,
  ids: string[],
): Promise<[string, string][]> {
  const { rows } = await sql<{ one: string; other: string }>`
    select first_id as one, second_id as other from customers.duplicates
    where workspace_id = ${workspaceId} and object = ${object} and dismissed_at is null
      and first_id = any(${ids}::text[])
    union all
    select second_id, first_id from customers.duplicates
    where workspace_id = ${workspaceId} and object = ${object} and dismissed_at is null
      and second_id = any(${ids}::text[])`.execute(db());
  return rows.map(({ one, other }) => [one, other]);
}

export interface StoredPair {
  id: string;
  object: RecordObject;
  score: number;
  isSure: boolean;
  reasons: Reason[];
  foundAt: Date;
  dismissedAt: Date | null;
  dismissedBy: string | null;
  first: StoredSide;
  second: StoredSide;
}

export interface StoredSide {
  id: string;
  name: string;
  detail: string | null;
  externalId: string | null;
  createdAt: string;
}

const SIDES: Record<RecordObject, string> = {
  account: `select workspace_id, id, search_key, name_key, created_at, json_build_object('id', id, 'name', name, 'detail', domain,
    'externalId', external_id, 'createdAt', created_at) as side from customers.accounts`,
  person: `select workspace_id, id, search_key, name_key, created_at, json_build_object('id', id,
    'name', coalesce(name, email, external_id, ''), 'detail', coalesce(email, phone),
    'externalId', external_id, 'createdAt', created_at) as side from customers.people`,
};

/** Pairs of records that are both there, the likeliest first. */
export async function pageOfPairs(reader: Reader, query: DuplicateQuery) {
  const { workspaceId } = reader;
  const { object, limit } = query;
  const after = decodeCursor(query.cursor);
  const holds = query.q
    ? sql<boolean>`(${contains('f', query.q) ?? sql`true`} or ${contains('s', query.q) ?? sql`true`})`
    : undefined;
  const where = allOf([
    query.isDismissed ? sql`d.dismissed_at is not null` : sql`d.dismissed_at is null`,
    query.isSure === undefined ? undefined : sql`d.is_sure = ${query.isSure}`,
    holds,
    query.importId === undefined ? undefined : cameDuring(workspaceId, query.importId),
    after ? sql`(-d.score, d.id) > (${-Number(after.value)}, ${after.id})` : undefined,
  ]);
  const rows = await select(reader, object, sql`${where} order by d.score desc, d.id limit ${limit + 1}`);
  return toPage(rows, limit, (row) => ({ value: row.score, id: row.id }));
}

/** One of the two came into being while the import ran. */
function cameDuring(workspaceId: string, importId: string) {
  return sql<boolean>`exists (select from customers.import_runs r
    where r.workspace_id = ${workspaceId} and r.id = ${importId}
      and (f.created_at between r.started_at and coalesce(r.finished_at, now())
        or s.created_at between r.started_at and coalesce(r.finished_at, now())))`;
}

/** The pairs of these ids whose records are both there. */
export async function selectPairs(reader: Reader, ids: string[]): Promise<StoredPair[]> {
  const where = sql`d.id = any(${ids}::text[]) order by d.id`;
  return [...(await select(reader, 'account', where)), ...(await select(reader, 'person', where))];
}

async function select(
  reader: Reader,
  object: RecordObject,
  where: ReturnType<typeof sql>,
): Promise<StoredPair[]> {
  const side = sql.raw(SIDES[object]);
  const { rows } = await sql<StoredPair>`
    select d.id, d.object, d.score, d.is_sure, d.reasons, d.found_at, d.dismissed_at, d.dismissed_by,
      f.side as first, s.side as second
    from customers.duplicates d
    join (${side}) f on f.workspace_id = d.workspace_id and f.id = d.first_id
    join (${side}) s on s.workspace_id = d.workspace_id and s.id = d.second_id
    where d.workspace_id = ${reader.workspaceId} and d.object = ${object} and ${areReached(reader, object)}
      and ${where}`.execute(db());
  return rows;
}

/** A pair is there for whoever reaches both records. */
function areReached(reader: Reader, object: RecordObject): Condition {
  const reaches = object === 'account' ? reachesAccount : reachesPerson;
  return allOf([reaches(reader, sql`d.first_id`), reaches(reader, sql`d.second_id`)]);
}

export async function updateDismissal(
  workspaceId: string,
  id: string,
  dismissal: { at: Date | null; by: string | null },
): Promise<void> {
  await db()
    .updateTable('customers.duplicates')
    .set({ dismissedAt: dismissal.at, dismissedBy: dismissal.by })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Whoever was not the same as the one that goes is not the same as the one that stays. */
export async function inheritDismissals(
  workspaceId: string,
  object: RecordObject,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<void> {
  const { rows } = await sql<{ other: string; by: string; at: Date }>`
    select case when first_id = ${mergedId} then second_id else first_id end as other, dismissed_by as by,
      dismissed_at as at
    from customers.duplicates where workspace_id = ${workspaceId} and object = ${object}
      and dismissed_at is not null and ${mergedId} in (first_id, second_id)`.execute(db());
  for (const { other, by, at } of rows.filter((row) => row.other !== keptId)) {
    const [firstId, secondId] = [keptId, other].toSorted() as [string, string];
    await sql`
      insert into customers.duplicates
        (workspace_id, id, object, first_id, second_id, score, is_sure, reasons, found_at, dismissed_at, dismissed_by)
      values (${workspaceId}, ${newId('dup')}, ${object}, ${firstId}, ${secondId}, 1, false, '{}', ${at}, ${at}, ${by})
      on conflict (workspace_id, object, first_id, second_id) do update set
        dismissed_at = excluded.dismissed_at, dismissed_by = excluded.dismissed_by`.execute(db());
  }
}

/** How many open pairs there are, and of them sure ones. */
export async function countPairs(reader: Reader): Promise<{ open: number; sure: number }> {
  const isReached = reader.rows
    ? sql`case d.object when 'account' then ${areReached(reader, 'account')} else ${areReached(reader, 'person')} end`
    : sql`true`;
  const { rows } = await sql<{ open: number; sure: number }>`
    select count(*) as open, count(*) filter (where is_sure) as sure from customers.duplicates d
    where workspace_id = ${reader.workspaceId} and dismissed_at is null and ${isReached}`.execute(db());
  return rows[0] ?? { open: 0, sure: 0 };
}
