import { findWorkspace } from '../workspace/index.ts';
import { settleClicks } from './clicks/settle-clicks.ts';
import { getLink } from './links/change-link.ts';
import type { ClickSummary, ClickSummaryQuery } from './schema/click.ts';
import type { PortalFigures } from './schema/conversion.ts';
import type { TargetFigures } from './schema/link.ts';
import {
  type Fact,
  type FactFilter,
  type FactKey,
  type FactStep,
  type FactSums,
  listFacts,
  selectFactSums,
} from './store/facts.ts';
import {
  type AffiliateCounts,
  selectClickSummary,
  selectClicksAndLeads,
  selectPortalFigures,
} from './store/figures.ts';
import { type LinkSums, selectLinkSums, selectTargetFigures } from './store/link-figures.ts';

// Every figure counts the clicks that were answered before it was asked for.

/** Sums over all time, only for affiliates that have any. Null ids mean all. */
export async function countClicksAndLeads(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<AffiliateCounts[]> {
  await settleClicks(workspaceId);
  return selectClicksAndLeads(workspaceId, affiliateIds);
}

/** Clicks by day, affiliate or link; exact, and never from raw clicks. */
export async function summarizeClicks(workspaceId: string, query: ClickSummaryQuery): Promise<ClickSummary> {
  await settleClicks(workspaceId);
  return selectClickSummary(workspaceId, query);
}

/** One affiliate's figures, with the last 90 days by day. `today` is a day of the workspace's time zone. */
export async function readPortalFigures(
  workspaceId: string,
  affiliateId: string,
  timeZone: string,
  today: string,
): Promise<PortalFigures> {
  await settleClicks(workspaceId);
  return selectPortalFigures(workspaceId, affiliateId, timeZone, today);
}

/** What came of links, over all time, with the sales in one currency. */
export async function sumLinks(
  workspaceId: string,
  linkIds: string[],
  currency: string,
): Promise<LinkSums[]> {
  await settleClicks(workspaceId);
  return selectLinkSums(workspaceId, linkIds, currency);
}

/** What came of one link by its targets, with the sales in the workspace's currency. @throws Problem 404 */
export async function readTargetFigures(workspaceId: string, linkId: string): Promise<TargetFigures> {
  await getLink(workspaceId, linkId);
  await settleClicks(workspaceId);
  const workspace = await findWorkspace(workspaceId);
  return { data: await selectTargetFigures(workspaceId, linkId, workspace?.currency ?? '') };
}

/** Clicks, leads and sales of a time, summed by a key or by steps of time; the largest first. */
export async function sumFacts(
  workspaceId: string,
  filter: FactFilter,
  by: FactKey | FactStep,
): Promise<FactSums[]> {
  await settleClicks(workspaceId);
  return selectFactSums(workspaceId, filter, by);
}

/** One page of single clicks, leads and sales by time. */
export async function readFacts(
  workspaceId: string,
  filter: FactFilter,
  page: { offset: number; limit: number; isNewestFirst: boolean },
): Promise<Fact[]> {
  await settleClicks(workspaceId);
  return listFacts(workspaceId, filter, page);
}
