import { listAffiliates } from '../../../affiliates/index.ts';
import type { Commission } from '../../../commissions/index.ts';
import { toWireId } from '../wire-ids.ts';
import { describePayee } from './describe-payee.ts';

export const WIRE_STATES = {
  nothing: 'canceled',
  moved: 'canceled',
  declined: 'canceled',
  refunded: 'refunded',
  awaiting_rate: 'hold',
  taken_back: 'canceled',
  awaiting_approval: 'hold',
  waiting: 'hold',
  lost: 'canceled',
  held: 'hold',
  pending: 'pending',
  payable: 'processed',
  paid: 'paid',
} as const satisfies Record<Commission['state'], string>;

/** What this wire calls the kinds; it has no words for the others. */
const WIRE_KINDS: Partial<Record<Commission['kind'], string>> = {
  sale: 'sale',
  lead: 'lead',
  click: 'click',
  recruit: 'referral',
};

export async function describeCommissions(workspaceId: string, commissions: Commission[]) {
  const ids = [...new Set(commissions.map(({ affiliateId }) => affiliateId))];
  const partners = new Map((await listAffiliates(workspaceId, ids)).map((it) => [it.id, it]));
  return commissions.map((commission) => ({
    id: toWireId('commission', commission.id),
    type: WIRE_KINDS[commission.kind] ?? 'custom',
    amount: commission.creditedMinor ?? 0,
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
