import { findLinkOfClick as findByMoment, type LinkRow } from '../store/links.ts';
import { momentOfClick } from './click-id.ts';
import { settleClicks } from './settle-clicks.ts';

/** The link that was clicked; null for a click that this workspace does not know. */
export async function findLinkOfClick(workspaceId: string, clickId: string): Promise<LinkRow | null> {
  const at = momentOfClick(clickId);
  if (!at) return null;
  const link = await findByMoment(workspaceId, { id: clickId, at });
  if (link) return link;
  await settleClicks(workspaceId);
  return findByMoment(workspaceId, { id: clickId, at });
}
