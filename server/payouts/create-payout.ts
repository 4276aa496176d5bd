import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { conflict } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { listOpenClaims } from './open-claims.ts';
import { responsiblePerson } from './responsible-person.ts';
import type { NewPayout, PayoutDetail } from './schema.ts';
import { insertLines } from './store/lines.ts';
import { lockCurrency } from './store/minimums.ts';
import { insertPayout } from './store/payouts.ts';
import { closeRequests } from './store/timing.ts';
import { viewPayout } from './view-payout.ts';

/**
 * Locks everything that is ready in one currency into a batch, one line an affiliate.
 * What is locked is in no other batch until this one is canceled.
 * @throws Problem 409 when nobody is ready.
 */
export async function createPayout(actor: Actor, wanted: NewPayout): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await lockCurrency(workspaceId, wanted.currency);
    const claims = await listReadyClaims(actor, wanted);
    if (claims.length === 0) {
      throw conflict('nothing_payable', 'Nobody can be paid in this currency now. The preview says why.');
    }
    const id = newId('po');
    await insertPayout(workspaceId, {
      id,
      currency: wanted.currency,
      note: wanted.note || null,
      createdBy: actor.id,
      createdByName: actor.name,
      createdByPerson: await responsiblePerson(actor),
      createdAt: actor.now,
    });
    const lines = claims.map((claim) => ({ ...claim, id: newId('pol') }));
    await insertLines(
      workspaceId,
      id,
      lines.map(({ entries: _entries, ...line }) => line),
      lines.flatMap((line) => line.entries.map((entry) => ({ ...entry, lineId: line.id }))),
    );
    const affiliateIds = claims.map((claim) => claim.affiliateId);
    await closeRequests(workspaceId, { id, currency: wanted.currency }, affiliateIds);
    const amountMinor = claims.reduce((sum, claim) => sum + claim.amountMinor, 0);
    const after = { currency: wanted.currency, lines: claims.length, amountMinor };
    await audit(actor, { action: 'payout.created', objectType: 'payout', objectId: id, after });
    await emit(workspaceId, 'payout.created', { payoutId: id });
    return viewPayout(actor, id);
  });
}

async function listReadyClaims(actor: Actor, wanted: NewPayout) {
  const only = wanted.affiliateIds && new Set(wanted.affiliateIds);
  const claims = await listOpenClaims(actor.workspaceId, actor.now, wanted.currency);
  return claims.filter((claim) => claim.waitsBecause === null && (!only || only.has(claim.affiliateId)));
}
