import { getAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { creditByHand } from '../conversions/credit-by-hand.ts';
import type { CreditAnswer, CreditRequest } from '../schema/credit-request.ts';
import { answerRequest, getCreditRequest } from '../store/credit-requests.ts';
import type { CreditAnswered } from './tell-affiliate.ts';

/**
 * Credits the affiliate who asked with a sale, or refuses with words. A sale's commission follows: it is taken back
 * from who had it, and booked for who has it now. The same answer again changes nothing.
 * @throws Problem 404; 409 `already_answered`, `already_credited`, `affiliate_not_active`.
 */
export async function answerCreditRequest(
  actor: Actor,
  id: string,
  answer: CreditAnswer,
): Promise<CreditRequest> {
  authorize(actor, 'affiliates.approve');
  await settleClicks(actor.workspaceId);
  return inTransaction(async () => {
    const before = await getCreditRequest(actor.workspaceId, id, 'locked');
    if (before.status !== 'open') return repeatOf(before, answer);
    const credited = answer.outcome === 'credited' ? await credit(actor, before, answer) : null;
    const given = {
      status: answer.outcome,
      answer: answer.answer,
      saleId: credited?.saleId ?? null,
      decisionVersion: credited?.version ?? null,
      answeredByName: actor.name,
      answeredAt: actor.now,
    };
    await answerRequest(actor.workspaceId, id, given);
    const after = { ...before, ...given };
    const action = { credited: 'credit_request.credited', refused: 'credit_request.refused' }[answer.outcome];
    await emit<CreditAnswered>(actor.workspaceId, 'credit_request.answered', { requestId: id });
    await audit(actor, { action, objectType: 'credit_request', objectId: id, before, after });
    return after;
  });
}

function repeatOf(known: CreditRequest, answer: CreditAnswer): CreditRequest {
  const isSame =
    known.status === answer.outcome &&
    known.answer === answer.answer &&
    (answer.outcome === 'refused' || known.saleId === answer.saleId);
  if (isSame) return known;
  throw conflict('already_answered', 'This request was answered already.');
}

async function credit(
  actor: Actor,
  { affiliateId }: CreditRequest,
  { saleId, offerId, keepsCustomer, answer }: CreditAnswer & { outcome: 'credited' },
): Promise<{ saleId: string; version: number }> {
  const affiliate = await getAffiliate(actor.workspaceId, affiliateId);
  if (affiliate.status !== 'active')
    throw conflict('affiliate_not_active', 'Only an active affiliate can be credited.');
  await getOffer(actor.workspaceId, offerId);
  const version = await creditByHand(actor.workspaceId, saleId, {
    ...{ kind: 'manual', at: actor.now, affiliateId, offerId, keepsCustomer },
    ...{ note: answer, byName: actor.name },
  });
  return { saleId, version };
}
