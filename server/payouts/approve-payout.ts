import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { conflict, notFound, Problem } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { audit } from '../workspace/index.ts';
import type { ApprovalRefusal } from './rules.ts';
import type { PayoutDetail } from './schema.ts';
import { listLines } from './store/lines.ts';
import { lockPayout, type PayoutRow, updatePayout } from './store/payouts.ts';
import { judgeFor, listTakenBack, viewPayout } from './view-payout.ts';

/** The second person's word. @throws Problem 403 to the creator; 409 when it is outdated or decided already. */
export async function approvePayout(actor: Actor, id: string): Promise<PayoutDetail> {
  authorize(actor, 'payouts.approve');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await getLocked(workspaceId, id);
    const { refusal, isSelfApproved } = await judgeFor(actor, payout);
    if (refusal) throw refused(refusal, actor.locale);
    if ((await listTakenBack(actor, payout)).length > 0) {
      throw conflict(
        'payout_outdated',
        'Commissions were taken back since. Cancel this payout and create it anew.',
      );
    }
    await updatePayout(workspaceId, id, {
      approvedBy: actor.id,
      approvedByName: actor.name,
      approvedAt: actor.now,
      isSelfApproved,
    });
    const after = { isSelfApproved };
    await audit(actor, { action: 'payout.approved', objectType: 'payout', objectId: id, after });
    await emit(workspaceId, 'payout.approved', { payoutId: id });
    return viewPayout(actor, id);
  });
}

function refused(refusal: ApprovalRefusal, locale: string): Problem {
  const text = words(locale, `payouts:refusal.${refusal}`);
  if (refusal === 'same_person') return new Problem(403, refusal, 'Not allowed', text);
  return conflict(refusal, text);
}

/** Takes the approval back while nothing is paid; then the payout can be canceled. */
export async function withdrawApproval(actor: Actor, id: string): Promise<PayoutDetail> {
  authorize(actor, 'payouts.approve');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await getLocked(workspaceId, id);
    if (!payout.approvedAt) throw notFound('approval');
    const lines = await listLines(workspaceId, id);
    if (lines.some((line) => line.paidAt)) {
      throw conflict('payout_paid', 'Some of this payout is paid, so its approval stays.');
    }
    await updatePayout(workspaceId, id, {
      approvedBy: null,
      approvedByName: null,
      approvedAt: null,
      isSelfApproved: false,
    });
    const before = { approvedByName: payout.approvedByName };
    await audit(actor, { action: 'payout.approval_withdrawn', objectType: 'payout', objectId: id, before });
    return viewPayout(actor, id);
  });
}

/** @throws Problem 404 */
export async function getLocked(workspaceId: string, id: string): Promise<PayoutRow> {
  const payout = await lockPayout(workspaceId, id);
  if (!payout) throw notFound('payout');
  return payout;
}
