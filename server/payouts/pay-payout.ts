import { postPayout } from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { getLocked } from './approve-payout.ts';
import type { Payment, PayoutDetail, PayoutLine } from './schema.ts';
import { listLines, mapItems, markFailed, markPaid, releaseItems } from './store/lines.ts';
import { updatePayout } from './store/payouts.ts';
import { viewPayout } from './view-payout.ts';

/** What `payout.paid` tells. */
export interface PayoutPaid {
  payoutId: string;
  lineIds: string[];
}

/**
 * Says that the money has gone out, for the named lines or all open ones, and books it in the ledger.
 * A line that is paid already is left alone. @throws Problem 409 before the approval.
 */
export async function payPayout(actor: Actor, id: string, payment: Payment): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const { currency } = await getApproved(workspaceId, id);
    const lines = await listLines(workspaceId, id);
    const paying = chosenOf(lines, payment).filter((line) => !line.paidAt && !line.failedAt);
    if (paying.length === 0) return viewPayout(actor, id);
    const lineIds = paying.map((line) => line.id);
    const items = await mapItems(workspaceId, lineIds);
    const posted = paying.map(({ id: payoutLineId, affiliateId, amountMinor }) => ({
      payoutLineId,
      affiliateId,
      currency,
      amountMinor,
      entryIds: items.get(payoutLineId) ?? [],
    }));
    await postPayout(workspaceId, posted, actor.now);
    await markPaid(workspaceId, lineIds, actor.now);
    await closeWhenDone(workspaceId, id, actor.now);
    await audit(actor, { action: 'payout.paid', objectType: 'payout', objectId: id, after: { lineIds } });
    await emit<PayoutPaid>(workspaceId, 'payout.paid', { payoutId: id, lineIds });
    return viewPayout(actor, id);
  });
}

function chosenOf(lines: PayoutLine[], { lineIds }: Payment): PayoutLine[] {
  if (!lineIds) return lines;
  const byId = new Map(lines.map((line) => [line.id, line]));
  return lineIds.map((lineId) => {
    const line = byId.get(lineId);
    if (!line) throw notFound('payout line');
    return line;
  });
}

/** The money could not be sent: what the line was to pay is payable again. @throws Problem 409 once it was paid. */
export async function failLine(
  actor: Actor,
  id: string,
  lineId: string,
  reason: string,
): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await getApproved(workspaceId, id);
    const [line] = chosenOf(await listLines(workspaceId, id), { lineIds: [lineId] });
    if (line?.paidAt) throw conflict('line_paid', 'This line was paid, and a paid line never changes.');
    if (line?.failedAt) return viewPayout(actor, id);
    await markFailed(workspaceId, lineId, reason, actor.now);
    await releaseItems(workspaceId, [lineId], actor.now);
    await closeWhenDone(workspaceId, id, actor.now);
    const after = { lineId, reason };
    await audit(actor, { action: 'payout.line_failed', objectType: 'payout', objectId: id, after });
    return viewPayout(actor, id);
  });
}

async function getApproved(workspaceId: string, id: string) {
  const payout = await getLocked(workspaceId, id);
  if (!payout.approvedAt) throw conflict('payout_not_approved', 'This payout is not approved yet.');
  return payout;
}

async function closeWhenDone(workspaceId: string, id: string, at: Date): Promise<void> {
  const lines = await listLines(workspaceId, id);
  if (lines.every((line) => line.paidAt || line.failedAt))
    await updatePayout(workspaceId, id, { paidAt: at });
}
