import { getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound, Problem } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import type { LinkChange } from '../schema/link.ts';
import { deleteUnclickedLink, findLink, type LinkRow, updateLink } from '../store/links.ts';
import { announceLinks, cacheKeyOf, forgetLinks } from './link-cache.ts';
import { hashPassword } from './password.ts';
import { holdAddress, refuseForeignDestinations, withIds } from './save-link.ts';

/** @throws Problem 404 */
export async function getLink(workspaceId: string, id: string): Promise<LinkRow> {
  const link = await findLink(workspaceId, id);
  if (!link) throw notFound('link');
  return link;
}

/** @throws Problem 404, 409 `link_key_taken`, 422 for a destination outside the offer's hosts. */
export async function changeLink(actor: Actor, id: string, change: LinkChange): Promise<LinkRow> {
  authorize(actor, 'links.write');
  const { targets, password, ...rest } = change;
  // Takes a moment on purpose, so it is done before anything is held.
  const passwordHash = password ? await hashPassword(password) : password;
  const [before, after] = await inTransaction(async () => {
    const link = await getLink(actor.workspaceId, id);
    const offer = await getOffer(actor.workspaceId, link.offerId);
    refuseForeignDestinations(offer, change);
    if (change.key && change.key !== link.key) await holdAddress(actor.workspaceId, link.domain, change.key);
    await updateLink(actor.workspaceId, id, {
      ...rest,
      ...(targets && { targets: withIds(targets) }),
      ...(passwordHash !== undefined && { passwordHash }),
    });
    const changed = await getLink(actor.workspaceId, id);
    await audit(actor, {
      action: 'link.changed',
      objectType: 'link',
      objectId: id,
      before: link,
      after: changed,
    });
    await announceLinks([cacheKeyOf(link), cacheKeyOf(changed)]);
    return [link, changed];
  });
  forgetLinks(`${cacheKeyOf(before)} ${cacheKeyOf(after)}`);
  return after;
}

/** Deletes the link, or archives it when it was clicked. @throws Problem 404 */
export async function removeLink(actor: Actor, id: string): Promise<void> {
  try {
    await deleteLink(actor, id);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'link_was_clicked') throw error;
    await changeLink(actor, id, { status: 'archived' });
  }
}

/** @throws Problem 404; 409 `link_was_clicked`: its clicks and sales name it, so it can only be archived. */
export async function deleteLink(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'links.write');
  await settleClicks(actor.workspaceId);
  const link = await inTransaction(async () => {
    const before = await getLink(actor.workspaceId, id);
    if (!(await deleteUnclickedLink(actor.workspaceId, id)))
      throw conflict('link_was_clicked', 'This link has clicks. Archive it instead.');
    await audit(actor, { action: 'link.deleted', objectType: 'link', objectId: id, before });
    await announceLinks([cacheKeyOf(before)]);
    return before;
  });
  forgetLinks(cacheKeyOf(link));
}
