import { findAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { announceLinks, forgetLinks } from '../links/link-cache.ts';
import type { ClickCap, ClickCapChange } from '../schema/cap.ts';
import { countClicksOf, deleteCap, findCap, listCaps, upsertCap } from '../store/caps.ts';

/** How many clicks of an offer, or of an affiliate in it, may count. @throws Problem 404 (offer, affiliate). */
export async function changeCap(actor: Actor, { affiliateId, ...change }: ClickCapChange): Promise<void> {
  authorize(actor, 'links.write');
  const { workspaceId } = actor;
  const cap = { ...change, affiliateId: affiliateId ?? '' };
  await inTransaction(async () => {
    await getOffer(workspaceId, cap.offerId);
    if (affiliateId && !(await findAffiliate(workspaceId, affiliateId))) throw notFound('affiliate');
    const before = await findCap(workspaceId, cap);
    if (cap.perDay === null && cap.perMonth === null) await deleteCap(workspaceId, cap);
    else await upsertCap(workspaceId, cap);
    await audit(actor, {
      ...{ action: 'click_cap.changed', objectType: 'offer', objectId: cap.offerId },
      ...{ before, after: cap },
    });
    await announceLinks();
  });
  forgetLinks(null);
}

/** Every cap, with how much of it is used. */
export async function listCapsInUse({ workspaceId, now }: Actor): Promise<ClickCap[]> {
  await settleClicks(workspaceId);
  const day = dayIn((await findWorkspace(workspaceId))?.timeZone ?? 'UTC', now);
  const caps = await listCaps(workspaceId);
  return Promise.all(
    caps.map(async (cap) => {
      const { offerId, affiliateId } = cap;
      const scope = { workspaceId, offerId, ...(affiliateId && { affiliateId }) };
      return { ...cap, affiliateId: affiliateId || null, ...(await countClicksOf(scope, day)) };
    }),
  );
}
