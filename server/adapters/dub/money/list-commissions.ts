import { listCommissions } from '../../../commissions/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { getPartner } from '../find-partner.ts';
import { fromWireId } from '../wire-ids.ts';
import { describeCommissions, type WIRE_STATES } from './describe-commission.ts';
import type { CommissionQuery } from './schema.ts';

type Page = Awaited<ReturnType<typeof listCommissions>>;
type State = Page['data'][number]['state'];
type WireState = (typeof WIRE_STATES)[State];

/** The one of our states that stands for most of what a caller means. */
const OWN_STATES: Record<WireState, State> = {
  canceled: 'declined',
  refunded: 'refunded',
  hold: 'awaiting_approval',
  pending: 'pending',
  processed: 'payable',
  paid: 'paid',
};

/** Newest sale first; amounts in minor units of the commission's currency. */
export async function listWireCommissions(actor: Actor, query: CommissionQuery) {
  authorize(actor, 'commissions.read');
  const hasPartner = query.partnerId || query.tenantId;
  const filter = {
    limit: query.pageSize,
    affiliateId: hasPartner ? (await getPartner(actor.workspaceId, query)).id : undefined,
    customerId: query.customerId && fromWireId('customer', query.customerId),
    state: query.status && OWN_STATES[query.status],
    from: query.start,
    to: query.end,
    includeNothing: false,
  };
  const commissions = await readPage(query.page, (cursor) => listCommissions(actor, { ...filter, cursor }));
  return describeCommissions(actor.workspaceId, commissions);
}

/** Callers count pages, our lists have cursors: walks to the wanted one. */
async function readPage(
  page: number,
  read: (cursor: string | undefined) => Promise<Page>,
): Promise<Page['data']> {
  let cursor: string | undefined;
  for (let number = 1; ; number++) {
    const { data, nextCursor } = await read(cursor);
    if (number === page) return data;
    if (!nextCursor) return [];
    cursor = nextCursor;
  }
}
