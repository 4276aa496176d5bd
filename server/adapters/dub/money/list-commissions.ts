import { listAffiliates } from '../../../affiliates/index.ts';
import { listCommissions } from '../../../commissions/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { getPartner } from '../find-partner.ts';
import { fromWireId, toWireId } from '../wire-ids.ts';
import { describePayee } from './describe-payee.ts';
import type { CommissionQuery } from './schema.ts';

type Page = Awaited<ReturnType<typeof listCommissions>>;
type State = Page['data'][number]['state'];
type WireState = NonNullable<CommissionQuery['status']>;

const WIRE_STATES: Record<State, WireState> = {
  nothing: 'canceled',
  moved: 'canceled',
  declined: 'canceled',
  refunded: 'refunded',
  awaiting_approval: 'hold',
  waiting: 'hold',
  lost: 'canceled',
  held: 'hold',
  pending: 'pending',
  payable: 'processed',
  paid: 'paid',
};

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
  const ids = [...new Set(commissions.map(({ affiliateId }) => affiliateId))];
  const partners = new Map((await listAffiliates(actor.workspaceId, ids)).map((it) => [it.id, it]));
  return commissions.map((commission) => ({
    id: toWireId('commission', commission.id),
    type: 'sale',
    amount: commission.saleAmountMinor,
    earnings: commission.keptMinor,
    currency: commission.currency.toLowerCase(),
    status: WIRE_STATES[commission.state],
    invoiceId: commission.saleExternalId,
    description: null,
    quantity: 1,
    metadata: null,
    createdAt: commission.soldAt.toISOString(),
    updatedAt: commission.soldAt.toISOString(),
    paidAt: null,
    partner: describePayee(commission.affiliateId, partners.get(commission.affiliateId)),
  }));
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
