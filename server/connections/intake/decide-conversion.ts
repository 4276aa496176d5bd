import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { listConversionsToDecide, lockConversionToDecide } from '../store/postback-calls.ts';
import type { ConversionDecision, WaitingConversion } from './schema.ts';
import { type Outcome, settleConversion } from './settle-conversion.ts';

const MAX_LISTED = 100;

/** The newest of what pages told and nobody has decided. */
export async function listWaiting(actor: Actor): Promise<WaitingConversion[]> {
  authorize(actor, 'workspace.write');
  const rows = await listConversionsToDecide(actor.workspaceId, MAX_LISTED);
  return rows.map(({ conversionKey, facts, firstReceivedAt: toldAt }) => ({
    ...{ conversionKey, toldAt, orderId: facts.orderId ?? '' },
    ...{ amountMinor: facts.amountMinor ?? null, currency: facts.currency ?? null },
    couponCode: facts.couponCode ?? null,
    customer: facts.customerEmail ?? facts.customerId ?? null,
  }));
}

/**
 * Approved it is recorded at the time at which it was told; rejected it never is.
 * @throws Problem 404 for what does not wait, or not any more.
 */
export async function decideConversion(
  actor: Actor,
  { conversionKey, decision }: ConversionDecision,
): Promise<Outcome> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    if (!(await lockConversionToDecide(actor.workspaceId, conversionKey)))
      throw notFound('waiting conversion');
    const told = { conversionKey, facts: {}, status: decision, isToldByPage: false };
    const outcome = await settleConversion(actor.workspaceId, told, actor.now);
    await audit(actor, {
      ...{ action: 'conversion.decided', objectType: 'conversion', objectId: conversionKey },
      after: { decision, ...outcome },
    });
    return outcome;
  });
}
