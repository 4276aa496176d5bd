import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { findDeals, listAccountSummaries } from '../../customers/index.ts';
import type { Opportunity, OpportunityQuery } from '../schema/opportunity.ts';
import { findOpportunity, type OpportunityRow, selectOpportunityPage } from '../store/opportunities.ts';
import { viewOpportunity } from './view-opportunity.ts';

/** One page, the largest or the newest first. */
export async function pageOfOpportunities(
  actor: Actor,
  { sort, limit, cursor, ...filters }: OpportunityQuery,
): Promise<{ data: Opportunity[]; nextCursor: string | null }> {
  authorize(actor, 'success.read');
  const page = await selectOpportunityPage(actor, filters, { sort, limit, after: decodeCursor(cursor) });
  return { data: await viewOpportunities(actor, page.data), nextCursor: page.nextCursor };
}

/** @throws Problem 404 */
export async function getOpportunity(actor: Actor, id: string): Promise<Opportunity> {
  authorize(actor, 'success.read');
  const row = await findOpportunity(actor, id);
  const [view] = row ? await viewOpportunities(actor, [row]) : [];
  if (!view) throw notFound('opportunity');
  return view;
}

export async function viewOpportunities(actor: Actor, rows: OpportunityRow[]): Promise<Opportunity[]> {
  const summaries = await listAccountSummaries(
    actor.workspaceId,
    rows.map(({ accountId }) => accountId),
  );
  const deals = await findDealsOf(actor, rows);
  return rows.flatMap((row) => {
    const summary = summaries.find(({ id }) => id === row.accountId);
    const deal = deals.find(({ id }) => id === row.dealId);
    return summary ? viewOpportunity(row, { summary, deal }, actor.locale) : [];
  });
}

async function findDealsOf(actor: Actor, rows: OpportunityRow[]) {
  if (!isAllowed(actor, 'deals.read')) return [];
  return findDeals(
    actor,
    rows.flatMap(({ dealId }) => dealId ?? []),
  );
}
