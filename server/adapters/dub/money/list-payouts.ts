import { listAffiliates } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { listPayments } from '../../../payouts/index.ts';
import { getPartner } from '../find-partner.ts';
import { toWireId } from '../wire-ids.ts';
import { describePayee } from './describe-payee.ts';
import type { PayoutQuery } from './schema.ts';

const ROWS_PER_READ = 1_000;

type Payment = Awaited<ReturnType<typeof listPayments>>['data'][number];

const WIRE_STATES = { approved: 'processing', paid: 'completed', failed: 'failed' } as const;

/** Payments to partners as a bare array: one entry per partner and batch. */
export async function listWirePayouts(actor: Actor, query: PayoutQuery) {
  authorize(actor, 'payouts.read');
  const hasPartner = query.partnerId || query.tenantId;
  const affiliateId = hasPartner ? (await getPartner(actor.workspaceId, query)).id : null;
  const payments = (await readPayments(actor, affiliateId)).filter(
    ({ state }) => !query.status || WIRE_STATES[state] === query.status,
  );
  const sorted = payments.toSorted((a, b) => orderOf(a, query) - orderOf(b, query));
  if (query.sortOrder === 'desc') sorted.reverse();
  const start = (query.page - 1) * query.pageSize;
  return describePayments(actor.workspaceId, sorted.slice(start, start + query.pageSize));
}

/** All of them, because callers sort by amount; there is one a partner and batch. */
async function readPayments(actor: Actor, affiliateId: string | null): Promise<Payment[]> {
  const payments: Payment[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPayments(actor, affiliateId, { limit: ROWS_PER_READ, cursor });
    payments.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return payments;
}

function orderOf(payment: Payment, { sortBy }: PayoutQuery): number {
  if (sortBy === 'amount') return payment.amountMinor;
  return (sortBy === 'paidAt' ? payment.paidAt : payment.createdAt)?.getTime() ?? 0;
}

async function describePayments(workspaceId: string, payments: Payment[]) {
  const ids = [...new Set(payments.map(({ affiliateId }) => affiliateId))];
  const partners = new Map((await listAffiliates(workspaceId, ids)).map((it) => [it.id, it]));
  return payments.map((payment) => ({
    id: toWireId('payout', payment.id),
    invoiceId: payment.reference,
    amount: payment.amountMinor,
    currency: payment.currency.toLowerCase(),
    status: WIRE_STATES[payment.state],
    periodStart: null,
    periodEnd: null,
    createdAt: payment.createdAt.toISOString(),
    initiatedAt: payment.createdAt.toISOString(),
    paidAt: payment.paidAt?.toISOString() ?? null,
    mode: 'external',
    method: 'paypal',
    partner: describePayee(payment.affiliateId, partners.get(payment.affiliateId)),
  }));
}
