import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emitAll } from '../../core/events.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { findRewardCustomer, insertHandovers, lockRewards, withdrawHandover } from '../store/handovers.ts';
import { listRewardRows } from '../store/listed-rewards.ts';
import { lockCustomerRewards, markLost } from '../store/non-cash.ts';
import type { Handover, HandoverResult } from './schema.ts';
import { settleCustomers } from './settle-rewards.ts';

/**
 * Marks rewards as given, each once whoever else does so at the same time; those that wait, are cancelled or were given
 * already are left alone. @throws Problem 404 where one of them is not there.
 */
export async function handOver(actor: Actor, { rewardIds, note, code }: Handover): Promise<HandoverResult> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: givenAt, id: givenBy, name: givenByName } = actor;
  const ids = [...new Set(rewardIds)];
  return inTransaction(async () => {
    if ((await lockRewards(workspaceId, ids)).length < ids.length) throw notFound('reward');
    const rows = await listRewardRows(workspaceId, ids, givenAt);
    const givenIds = rows.filter(({ state }) => state === 'due').map(({ id }) => id);
    const told = { note: note || null, code: code || null };
    await insertHandovers(workspaceId, givenIds, { givenAt, givenBy, givenByName, ...told });
    // A voucher's code is as good as money, so it stays out of the log.
    const after = { note: told.note, hasCode: told.code !== null };
    for (const objectId of givenIds)
      await audit(actor, { action: 'reward.given', objectType: 'reward', objectId, after });
    await emitAll(
      workspaceId,
      'reward.fulfilled',
      givenIds.map((rewardId) => ({ rewardId })),
    );
    return { givenIds, leftIds: ids.filter((id) => !givenIds.includes(id)) };
  });
}

/** It was not given after all: the row of who gave it stays, and the reward follows its sale again. @throws Problem 404; 409 */
export async function undoHandover(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: withdrawnAt, id: withdrawnBy } = actor;
  await inTransaction(async () => {
    const customerId = await findRewardCustomer(workspaceId, id);
    // Before the reward itself: whoever settles locks in the same order.
    if (customerId) await lockCustomerRewards(workspaceId, customerId);
    const [reward] = await lockRewards(workspaceId, [id]);
    if (!reward) throw notFound('reward');
    if (!(await withdrawHandover(workspaceId, id, { withdrawnAt, withdrawnBy })))
      throw conflict('reward_not_given', words(actor.locale, 'commissions:nonCash.notGiven'));
    await audit(actor, { action: 'reward.handover_undone', objectType: 'reward', objectId: id });
    if (customerId && reward.occasion !== 'lead') await settleCustomers(workspaceId, [customerId]);
  });
}

/** Takes back what was granted by hand and not given yet. Again it changes nothing. @throws Problem 404; 409 */
export async function cancelReward(actor: Actor, id: string, reason: string): Promise<void> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: at } = actor;
  await inTransaction(async () => {
    const [reward] = await lockRewards(workspaceId, [id]);
    if (!reward) throw notFound('reward');
    if (reward.lostBecause === 'by_hand') return;
    const [row] = await listRewardRows(workspaceId, [id], at);
    const isOpen = row?.kind === 'points' || row?.state === 'due' || row?.state === 'waiting';
    if (reward.occasion !== 'manual' || !isOpen)
      throw conflict('reward_stands', words(actor.locale, 'commissions:nonCash.notCancellable'));
    await markLost(workspaceId, id, { because: 'by_hand', at });
    const change = { objectType: 'reward', objectId: id, after: { reason } };
    await audit(actor, { action: 'reward.cancelled', ...change });
  });
}
