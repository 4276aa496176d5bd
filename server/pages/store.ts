import { type SqlBool, sql } from 'kysely';
import { db } from '../core/db.ts';
import { seekEach } from '../core/first-steps.ts';
import { newId } from '../core/ids.ts';
import { decodeCursor, toPage } from '../core/page.ts';
import type { Material, MaterialChange, MaterialQuery, NewMaterial } from './schema.ts';

const columns = [
  'id',
  'title',
  'kind',
  'topic',
  'language',
  'body',
  'offerId',
  'createdAt',
  'updatedAt',
] as const;

function selectMaterials(workspaceId: string) {
  return db().selectFrom('pages.materials').select(columns).where('workspaceId', '=', workspaceId);
}

/** Newest first. A query for one offer also finds what is for every offer. */
export async function pageOfMaterials(workspaceId: string, query: MaterialQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectMaterials(workspaceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  for (const field of ['kind', 'topic', 'language'] as const)
    if (query[field] !== undefined) select = select.where(field, '=', query[field]);
  const { offerId } = query;
  if (offerId) select = select.where((eb) => eb.or([eb('offerId', '=', offerId), eb('offerId', 'is', null)]));
  if (after)
    select = select.where(sql<SqlBool>`(created_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = (await select.execute()) as Material[];
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}

export async function findMaterial(workspaceId: string, id: string): Promise<Material | null> {
  const row = await selectMaterials(workspaceId).where('id', '=', id).executeTakeFirst();
  return (row as Material | undefined) ?? null;
}

export async function insertMaterial(workspaceId: string, material: NewMaterial): Promise<Material> {
  const row = await db()
    .insertInto('pages.materials')
    .values({ workspaceId, id: newId('mat'), ...material })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return row as Material;
}

export async function updateMaterial(workspaceId: string, id: string, change: MaterialChange): Promise<void> {
  await db()
    .updateTable('pages.materials')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function deleteMaterial(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('pages.materials')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Which first steps the records of this room show as taken. */
export function readPagesSteps(workspaceId: string) {
  return seekEach({ material: sql`select 1 from pages.materials where workspace_id = ${workspaceId}` });
}
