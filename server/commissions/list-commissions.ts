import { getOwnAffiliate, listAffiliates } from '../affiliates/index.ts';
import type { Actor } from '../core/actor.ts';
import { authorize } from '../core/actor.ts';
import type { Balance, CommissionListQuery } from './schema.ts';
import { listBalances } from './store/balances.ts';
import { pageOfCommissions } from './store/commissions.ts';

/** A page of commissions with their affiliates' names. */
export async function listCommissions(actor: Actor, query: CommissionListQuery) {
  authorize(actor, 'commissions.read');
  const page = await pageOfCommissions(actor.workspaceId, query, actor.now);
  return { ...page, data: await withNames(actor.workspaceId, page.data) };
}

/** The balances of one affiliate or of all, per currency. */
export async function viewBalances(actor: Actor, affiliateId?: string): Promise<Balance[]> {
  authorize(actor, 'commissions.read');
  const ids = affiliateId ? [affiliateId] : null;
  return withNames(actor.workspaceId, await listBalances(actor.workspaceId, ids, actor.now));
}

async function withNames<Row extends { affiliateId: string }>(workspaceId: string, rows: Row[]) {
  const ids = [...new Set(rows.map((row) => row.affiliateId))];
  const names = new Map((await listAffiliates(workspaceId, ids)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, affiliateName: names.get(row.affiliateId) ?? row.affiliateId }));
}

/** The signed-in affiliate's own commissions and balances. @throws Problem 403 for staff. */
export async function viewOwnCommissions(actor: Actor, query: { limit: number; cursor?: string }) {
  const { id: affiliateId } = await getOwnAffiliate(actor);
  const page = await pageOfCommissions(
    actor.workspaceId,
    { ...query, affiliateId, includeNothing: true },
    actor.now,
  );
  const balances = await listBalances(actor.workspaceId, [affiliateId], actor.now);
  return { ...page, balances };
}
