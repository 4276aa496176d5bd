import { db } from '../../core/db.ts';
import { toStorableJson } from '../rules.ts';
import type { NewSavedView, SavedView, SavedViewChange } from '../schema/saved-view.ts';

const viewColumns = [
  'id',
  'list',
  'name',
  'isShared',
  'createdBy',
  'query',
  'createdAt',
  'updatedAt',
] as const;

export type StoredView = Omit<SavedView, 'isOwn'> & { createdBy: string };

/** One's own views and the shared ones, by name. */
export async function selectViews(
  workspaceId: string,
  actorId: string,
  list: SavedView['list'] | undefined,
): Promise<StoredView[]> {
  let select = db()
    .selectFrom('customers.savedViews')
    .select(viewColumns)
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb.or([eb('createdBy', '=', actorId), eb('isShared', '=', true)]))
    .orderBy('name')
    .orderBy('id');
  if (list) select = select.where('list', '=', list);
  return (await select.execute()) as StoredView[];
}

/** For update. A view that is neither one's own nor shared is not found. */
export async function findView(workspaceId: string, actorId: string, id: string): Promise<StoredView | null> {
  const row = await db()
    .selectFrom('customers.savedViews')
    .select(viewColumns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('createdBy', '=', actorId), eb('isShared', '=', true)]))
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredView | undefined) ?? null;
}

/** @returns null when the actor has a view of this list with this name already. */
export async function insertView(
  workspaceId: string,
  view: NewSavedView & { id: string; createdBy: string; at: Date },
): Promise<StoredView | null> {
  const { at, query, ...columns } = view;
  const row = await db()
    .insertInto('customers.savedViews')
    .values({ workspaceId, ...columns, query: toStorableJson(query), createdAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'list', 'createdBy', 'name']).doNothing())
    .returning(viewColumns)
    .executeTakeFirst();
  return (row as StoredView | undefined) ?? null;
}

export async function updateView(
  workspaceId: string,
  id: string,
  change: SavedViewChange,
  at: Date,
): Promise<StoredView> {
  const { query, ...columns } = change;
  const row = await db()
    .updateTable('customers.savedViews')
    .set({ ...columns, ...(query ? { query: toStorableJson(query) } : {}), updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning(viewColumns)
    .executeTakeFirstOrThrow();
  return row as StoredView;
}

export async function deleteView(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.savedViews')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
