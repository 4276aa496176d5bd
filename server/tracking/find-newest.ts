import { settleClicks } from './clicks/settle-clicks.ts';
import {
  type NewestClick,
  type NewestLead,
  type NewestSale,
  selectNewestClick,
  selectNewestLead,
  selectNewestSale,
} from './store/newest.ts';

/** What arrived last of each kind; null where nothing ever did. */
export async function findNewest(
  workspaceId: string,
): Promise<{ click: NewestClick | null; lead: NewestLead | null; sale: NewestSale | null }> {
  await settleClicks(workspaceId);
  const [click, lead, sale] = await Promise.all([
    selectNewestClick(workspaceId),
    selectNewestLead(workspaceId),
    selectNewestSale(workspaceId),
  ]);
  return { click, lead, sale };
}
