import { findLinkOfClick as findByMoment, type LinkRow } from '../store/links.ts';
import { momentOfClick } from './click-id.ts';

/** The link that was clicked; null for a click that this workspace does not know. */
export async function findLinkOfClick(workspaceId: string, clickId: string): Promise<LinkRow | null> {
  const at = momentOfClick(clickId);
  return at && findByMoment(workspaceId, { id: clickId, at });
}
