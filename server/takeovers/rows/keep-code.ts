import { Problem } from '../../core/problem.ts';
import type { RowNote } from '../../customers/index.ts';
import { findLinkByAddress, saveCoupon, saveLink } from '../../tracking/index.ts';
import type { Takeover } from '../schema.ts';
import { insertItem } from '../store.ts';
import { keyOf } from './codes.ts';
import { note } from './outcomes.ts';

/**
 * Reserves a code to its affiliate, so that `?via=` with it goes on working, and the short link of the old domain where
 * one is named. @returns what is to be said of it; null when it was theirs already.
 */
export async function keepCode(
  workspaceId: string,
  takeover: Takeover,
  affiliateId: string,
  code: string,
): Promise<RowNote | null> {
  const key = keyOf(code);
  if (key === null) return note('codeUnusable', { code });
  const domains = takeover.domain ? ['', takeover.domain] : [''];
  let isNew = false;
  for (const domain of domains) {
    const taken = await findLinkByAddress(domain, key, domain === '' ? undefined : workspaceId);
    const isOwn = taken?.workspaceId === workspaceId && taken.affiliateId === affiliateId;
    if (taken && !isOwn) return note('codeTaken', { code });
    if (taken) continue;
    const { offerId } = takeover;
    const link = await saveLink(workspaceId, { affiliateId, offerId, key, domain: domain || null });
    const sourceId = domain === '' ? key : `${domain}/${key}`;
    await insertItem(workspaceId, takeover, { kind: 'link', sourceId, objectId: link.id, isMade: true });
    isNew = true;
  }
  return isNew ? note('code', { code: key }) : null;
}

/** Gives a coupon code to its affiliate; one that is somebody else's stays theirs. */
export async function keepCoupon(
  workspaceId: string,
  takeover: Takeover,
  affiliateId: string,
  code: string,
): Promise<RowNote> {
  try {
    const { offerId } = takeover;
    const coupon = await saveCoupon(workspaceId, { affiliateId, offerId, code });
    return note('coupon', { code: coupon.code });
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return note('couponTaken', { code });
    throw error;
  }
}
