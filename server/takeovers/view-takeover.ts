import { type Actor, authorize } from '../core/actor.ts';
import { notFound } from '../core/problem.ts';
import { platformOf } from './platforms/platforms.ts';
import type { Takeover, TakeoverView } from './schema.ts';
import { countMade, findTakeover, pageOfTakeovers } from './store.ts';

/** @throws Problem 404 */
export async function viewTakeover(actor: Actor, id: string): Promise<TakeoverView> {
  authorize(actor, 'affiliates.read');
  const takeover = await findTakeover(actor.workspaceId, id);
  const [view] = takeover ? await withCounts(actor.workspaceId, [takeover]) : [];
  if (!view) throw notFound('takeover');
  return view;
}

/** Newest first. */
export async function listTakeovers(actor: Actor, query: { limit: number; cursor?: string }) {
  authorize(actor, 'affiliates.read');
  const page = await pageOfTakeovers(actor.workspaceId, query);
  return { ...page, data: await withCounts(actor.workspaceId, page.data) };
}

async function withCounts(workspaceId: string, takeovers: Takeover[]): Promise<TakeoverView[]> {
  const counts = await countMade(
    workspaceId,
    takeovers.map(({ id }) => id),
  );
  return takeovers.map((takeover) => {
    const { affiliate = 0, link = 0, customer = 0, commission = 0 } = counts.get(takeover.id) ?? {};
    return {
      ...takeover,
      platformName: platformOf(takeover.platform).name,
      made: { affiliates: affiliate, links: link, customers: customer, commissions: commission },
    };
  });
}
