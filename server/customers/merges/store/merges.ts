import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { type Reader, reachesAccount, reachesPerson } from '../../store/reach.ts';
import type { RecordObject } from '../held-ids.ts';
import type { Merge, MergeQuery } from '../schema.ts';

const TABLES = { account: 'customers.accounts', person: 'customers.people' } as const;

const columns = [
  ...(['id', 'object', 'keptId', 'keptName', 'mergedId', 'mergedName', 'mergedAt', 'mergedBy'] as const),
  ...(['undoUntil', 'undoneAt', 'undoneBy', 'partOf'] as const),
] as const;

export interface StoredMerge extends Omit<Merge, 'canUndo'> {
  partOf: string | null;
}

function select(workspaceId: string) {
  return db().selectFrom('customers.merges').select(columns).where('workspaceId', '=', workspaceId);
}

export async function findMerge(workspaceId: string, id: string): Promise<StoredMerge | null> {
  const row = await select(workspaceId).where('id', '=', id).executeTakeFirst();
  return (row as StoredMerge | undefined) ?? null;
}

/** The merge that took the record away, unless it was undone. */
export async function findMergeOf(
  workspaceId: string,
  object: RecordObject,
  mergedId: string,
): Promise<StoredMerge | null> {
  const row = await select(workspaceId)
    .where('object', '=', object)
    .where('mergedId', '=', mergedId)
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  return (row as StoredMerge | undefined) ?? null;
}

export async function listParts(workspaceId: string, mergeId: string): Promise<StoredMerge[]> {
  const rows = await select(workspaceId).where('partOf', '=', mergeId).orderBy('id', 'desc').execute();
  return rows as StoredMerge[];
}

/** Newest first, without those that were only part of another. */
export async function pageOfMerges(workspaceId: string, query: MergeQuery, reader: Reader) {
  const after = decodeCursor(query.cursor);
  let page = select(workspaceId)
    .where('partOf', 'is', null)
    .where(areReached(reader))
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.object) page = page.where('object', '=', query.object);
  const { recordId } = query;
  if (recordId)
    page = page.where((eb) => eb.or([eb('keptId', '=', recordId), eb('mergedId', '=', recordId)]));
  if (after) page = page.where('id', '<', after.id);
  const rows = (await page.execute()) as StoredMerge[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

/** The record that stays is reached, and the other one too where it is one by itself again. */
function areReached(reader: Reader) {
  if (!reader.rows) return sql<boolean>`true`;
  const reaches = (
    column: string,
  ) => sql`case object when 'account' then ${reachesAccount(reader, sql.raw(column))}
    else ${reachesPerson(reader, sql.raw(column))} end`;
  return sql<boolean>`(${reaches('kept_id')} and (undone_at is null or ${reaches('merged_id')}))`;
}

/** Notes both records as they are before anything moves. */
export async function insertMerge(
  workspaceId: string,
  merge: Omit<StoredMerge, 'undoneAt' | 'undoneBy'>,
): Promise<void> {
  const table = sql.table(TABLES[merge.object]);
  await sql`
    insert into customers.merges (workspace_id, id, object, kept_id, merged_id, kept_name, merged_name, part_of,
      kept_before, merged_row, merged_at, merged_by, undo_until)
    select ${workspaceId}, ${merge.id}, ${merge.object}, k.id, m.id, ${merge.keptName}, ${merge.mergedName},
      ${merge.partOf}, to_jsonb(k), to_jsonb(m), ${merge.mergedAt}, ${merge.mergedBy}, ${merge.undoUntil}
    from ${table} k join ${table} m on m.workspace_id = k.workspace_id
    where k.workspace_id = ${workspaceId} and k.id = ${merge.keptId} and m.id = ${merge.mergedId}`.execute(
    db(),
  );
}

/** Notes what the record that stays has become. */
export async function noteKept(
  workspaceId: string,
  merge: { id: string; object: RecordObject },
): Promise<void> {
  await sql`
    update customers.merges v set kept_after = to_jsonb(k) from ${sql.table(TABLES[merge.object])} k
    where v.workspace_id = ${workspaceId} and v.id = ${merge.id}
      and k.workspace_id = ${workspaceId} and k.id = v.kept_id`.execute(db());
}

export async function deleteRecord(workspaceId: string, object: RecordObject, id: string): Promise<void> {
  await sql`delete from ${sql.table(TABLES[object])} where workspace_id = ${workspaceId} and id = ${id}`.execute(
    db(),
  );
}

/**
 * The record that stays becomes what it was, but for what was changed since; the other one is there again, without
 * an owner who has left.
 */
export async function restoreRecords(
  workspaceId: string,
  merge: { id: string; object: RecordObject },
  memberIds: string[],
): Promise<void> {
  const table = sql.table(TABLES[merge.object]);
  const names = await ownColumns(TABLES[merge.object]);
  const own = names.map((name) => sql.id(name));
  const isIt = sql`v.workspace_id = ${workspaceId} and v.id = ${merge.id}`;
  const back = own.map(
    (name) =>
      sql`${name} = case when k.${name} is not distinct from a.${name} then b.${name} else k.${name} end`,
  );
  await sql`
    update ${table} k set ${sql.join(back)}
    from customers.merges v, lateral jsonb_populate_record(null::${table}, v.kept_before) b,
      lateral jsonb_populate_record(null::${table}, v.kept_after) a
    where ${isIt} and k.workspace_id = ${workspaceId} and k.id = v.kept_id`.execute(db());
  const values = names.map((name, index) =>
    name === 'owner_id'
      ? sql`case when r.owner_id = any(${memberIds}::text[]) then r.owner_id end`
      : sql`r.${own[index] as (typeof own)[number]}`,
  );
  await sql`
    insert into ${table} (${sql.join(own)}) select ${sql.join(values)}
    from customers.merges v, lateral jsonb_populate_record(null::${table}, v.merged_row) r
    where ${isIt}`.execute(db());
}

/** The columns that are written, without those that the database makes. */
async function ownColumns(table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
    db(),
  );
  return rows.map(({ name }) => name);
}

export async function closeMerge(
  workspaceId: string,
  id: string,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  await db()
    .updateTable('customers.merges')
    .set({ undoneAt: at, undoneBy: by })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** A later merge that stands and touched one of the records, or a row that speaks of one, or null. */
export async function findBuiltUpon(workspaceId: string, merge: StoredMerge): Promise<StoredMerge | null> {
  const ids = [merge.keptId, merge.mergedId];
  const speaks = (json: string) =>
    sql`exists (select from jsonb_each_text(${sql.raw(json)}) each where each.value = any(${ids}::text[]))`;
  const { rows } = await sql<{ id: string }>`
    select v.id from customers.merges v
    where v.workspace_id = ${workspaceId} and v.id > ${merge.id} and v.undone_at is null
      and v.part_of is distinct from ${merge.id}
      and (v.kept_id = any(${ids}) or v.merged_id = any(${ids}) or ${speaks('v.merged_row')}
        or exists (select from customers.merge_moves w where w.workspace_id = v.workspace_id
          and w.merge_id = v.id and (${speaks('w.row_key')} or ${speaks('w.gone')})))
    order by v.id desc limit 1`.execute(db());
  return rows[0] ? findMerge(workspaceId, rows[0].id) : null;
}

/** People without external id and address who would be the same, by name, once the accounts are one. */
export async function selectSamePeople(
  workspaceId: string,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<{ keptId: string; mergedId: string }[]> {
  const { rows } = await sql<{ keptId: string; mergedId: string }>`
    select k.id as "keptId", m.id as "mergedId" from customers.people m
    join customers.people k on k.workspace_id = m.workspace_id and k.account_id = ${keptId}
      and k.name_key = m.name_key and k.external_id is null and k.email is null
    where m.workspace_id = ${workspaceId} and m.account_id = ${mergedId}
      and m.external_id is null and m.email is null order by m.id`.execute(db());
  return rows;
}
