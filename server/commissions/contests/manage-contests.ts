import { getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { cancelContest, insertContest, lockContest } from '../store/contests.ts';
import type { ContestInput } from './schema.ts';

/** @returns its id. @throws Problem 404 for an offer that is not there. */
export async function createContest(actor: Actor, input: ContestInput): Promise<string> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: createdAt } = actor;
  const id = newId('cst');
  await inTransaction(async () => {
    if (input.offerId) await getOffer(workspaceId, input.offerId);
    const unended = { closedAt: null, cancelledAt: null, cancelReason: null };
    await insertContest(workspaceId, { ...input, ...unended, id, createdAt });
    await audit(actor, { action: 'contest.created', objectType: 'contest', objectId: id, after: input });
  });
  return id;
}

/** Its prizes are not granted then. Again it changes nothing. @throws Problem 404; 409 once it is closed. */
export async function endContest(actor: Actor, id: string, reason: string): Promise<void> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: cancelledAt } = actor;
  await inTransaction(async () => {
    const contest = await lockContest(workspaceId, id);
    if (!contest) throw notFound('contest');
    if (contest.closedAt)
      throw conflict('contest_closed', words(actor.locale, 'commissions:contests.isClosed'));
    if (contest.cancelledAt) return;
    await cancelContest(workspaceId, id, { cancelledAt, cancelReason: reason });
    const change = { objectType: 'contest', objectId: id, after: { reason } };
    await audit(actor, { action: 'contest.cancelled', ...change });
  });
}
