import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound, Problem } from '../../core/problem.ts';
import type { NewSavedView, SavedView, SavedViewChange } from '../schema/saved-view.ts';
import {
  deleteView,
  findView,
  insertView,
  type StoredView,
  selectViews,
  updateView,
} from '../store/saved-views.ts';

/** One's own views and the shared ones. */
export async function listSavedViews(
  actor: Actor,
  list: SavedView['list'] | undefined,
): Promise<{ data: SavedView[] }> {
  authorize(actor, 'accounts.read');
  const views = await selectViews(actor.workspaceId, actor.id, list);
  return { data: views.map((view) => toView(actor, view)) };
}

/** @throws Problem 409 when the name is taken by another view of one's own. */
export async function createSavedView(actor: Actor, wanted: NewSavedView): Promise<SavedView> {
  authorize(actor, 'accounts.read');
  const view = { ...wanted, id: newId('view'), createdBy: actor.id, at: actor.now };
  const stored = await insertView(actor.workspaceId, view);
  if (!stored) throw nameTaken();
  return toView(actor, stored);
}

/** @throws Problem 404; 403 for somebody else's shared view; 409 when the name is taken. */
export async function changeSavedView(actor: Actor, id: string, change: SavedViewChange): Promise<SavedView> {
  authorize(actor, 'accounts.read');
  return inTransaction(async () => {
    const view = await getOwnView(actor, id);
    const others = await selectViews(actor.workspaceId, actor.id, view.list);
    const isTaken = others.some(
      (other) => other.id !== id && other.createdBy === actor.id && other.name === change.name,
    );
    if (isTaken) throw nameTaken();
    return toView(actor, await updateView(actor.workspaceId, id, change, actor.now));
  });
}

/** @throws Problem 404; 403 for somebody else's shared view. */
export async function deleteSavedView(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'accounts.read');
  await inTransaction(async () => {
    await getOwnView(actor, id);
    await deleteView(actor.workspaceId, id);
  });
}

async function getOwnView(actor: Actor, id: string): Promise<StoredView> {
  const view = await findView(actor.workspaceId, actor.id, id);
  if (!view) throw notFound('saved view');
  if (view.createdBy !== actor.id)
    throw new Problem(403, 'forbidden', 'Not allowed', 'A shared view is changed by its author alone.');
  return view;
}

function nameTaken() {
  return conflict('view_exists', 'You have a view of this name already.');
}

function toView(actor: Actor, { createdBy, ...view }: StoredView): SavedView {
  return { ...view, isOwn: createdBy === actor.id };
}
