import { type SqlBool, sql } from 'kysely';
import { db } from '../core/db.ts';
import { decodeCursor, toPage } from '../core/page.ts';
import type { PlatformKey } from './platforms/platforms.ts';
import type { Takeover } from './schema.ts';

const columns = [
  'id',
  'offerId',
  'importId',
  'domain',
  'createdByName',
  'createdAt',
  'undoneAt',
  'undoneByName',
] as const;

function selectTakeovers(workspaceId: string) {
  return db()
    .selectFrom('takeovers.takeovers')
    .select(columns)
    .select(sql<PlatformKey>`platform`.as('platform'))
    .where('workspaceId', '=', workspaceId);
}

export async function insertTakeover(
  workspaceId: string,
  takeover: Omit<Takeover, 'undoneAt' | 'undoneByName'>,
): Promise<void> {
  await db()
    .insertInto('takeovers.takeovers')
    .values({ workspaceId, ...takeover })
    .execute();
}

export async function findTakeover(workspaceId: string, id: string): Promise<Takeover | null> {
  return (await selectTakeovers(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Held until the transaction ends. */
export async function lockTakeover(workspaceId: string, id: string): Promise<Takeover | null> {
  return (await selectTakeovers(workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findTakeoverOfImport(workspaceId: string, importId: string): Promise<Takeover | null> {
  return (await selectTakeovers(workspaceId).where('importId', '=', importId).executeTakeFirst()) ?? null;
}

/** Newest first. */
export async function pageOfTakeovers(workspaceId: string, query: { limit: number; cursor?: string }) {
  const after = decodeCursor(query.cursor);
  let select = selectTakeovers(workspaceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (after)
    select = select.where(sql<SqlBool>`(created_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = await select.execute();
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}

export async function markUndone(
  workspaceId: string,
  id: string,
  undone: { undoneAt: Date; undoneByName: string },
): Promise<void> {
  await db()
    .updateTable('takeovers.takeovers')
    .set(undone)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export interface Item {
  kind: 'affiliate' | 'link' | 'customer' | 'commission';
  sourceId: string;
  objectId: string;
  isMade: boolean;
}

export async function findItem(
  workspaceId: string,
  platform: PlatformKey,
  { kind, sourceId }: Pick<Item, 'kind' | 'sourceId'>,
): Promise<{ objectId: string } | null> {
  const row = await db()
    .selectFrom('takeovers.items')
    .select('objectId')
    .where('workspaceId', '=', workspaceId)
    .where('platform', '=', platform)
    .where('kind', '=', kind)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return row ?? null;
}

/** @returns false when it is known already. */
export async function insertItem(
  workspaceId: string,
  { id: takeoverId, platform }: Takeover,
  item: Item,
): Promise<boolean> {
  const row = await db()
    .insertInto('takeovers.items')
    .values({ workspaceId, platform, takeoverId, ...item })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sourceId')
    .executeTakeFirst();
  return row !== undefined;
}

export async function listItems(workspaceId: string, takeoverId: string): Promise<Item[]> {
  return db()
    .selectFrom('takeovers.items')
    .select(['sourceId', 'objectId', 'isMade'])
    .select(sql<Item['kind']>`kind`.as('kind'))
    .where('workspaceId', '=', workspaceId)
    .where('takeoverId', '=', takeoverId)
    .orderBy('kind')
    .orderBy('sourceId')
    .execute();
}

/** Then the platform's ids mean nothing here any more, and may be told again. */
export async function deleteItems(workspaceId: string, takeoverId: string): Promise<void> {
  await db()
    .deleteFrom('takeovers.items')
    .where('workspaceId', '=', workspaceId)
    .where('takeoverId', '=', takeoverId)
    .execute();
}

/** How many records of each kind were made, by take-over. */
export async function countMade(
  workspaceId: string,
  takeoverIds: string[],
): Promise<Map<string, Partial<Record<Item['kind'], number>>>> {
  const rows = await db()
    .selectFrom('takeovers.items')
    .select(['takeoverId', (build) => build.fn.countAll<number>().as('count')])
    .select(sql<Item['kind']>`kind`.as('kind'))
    .where('workspaceId', '=', workspaceId)
    .where('takeoverId', '=', (build) => build.fn.any(build.val(takeoverIds)))
    .where('isMade', '=', true)
    .groupBy(['takeoverId', 'kind'])
    .execute();
  const counts = new Map<string, Partial<Record<Item['kind'], number>>>();
  for (const { takeoverId, kind, count } of rows)
    counts.set(takeoverId, { ...counts.get(takeoverId), [kind]: count });
  return counts;
}
