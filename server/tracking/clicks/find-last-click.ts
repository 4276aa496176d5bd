import { findNewestClickOf } from '../store/credited-clicks.ts';
import { settleClicks } from './settle-clicks.ts';

/** The last click of a visitor that may have a credit, by the cookie that redirects set; of one offer where it is named. */
export async function findLastClick(
  workspaceId: string,
  visitorId: string,
  offerId: string | null,
): Promise<string | null> {
  await settleClicks(workspaceId);
  return findNewestClickOf(workspaceId, visitorId, offerId);
}
