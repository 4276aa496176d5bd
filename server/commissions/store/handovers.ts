import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { LossCause } from '../non-cash/kinds.ts';

/** Of a reward, what never changes while the reward is not given. */
interface LockedReward {
  id: string;
  occasion: string;
  customerId: string | null;
  lostBecause: LossCause | null;
}

/** Nobody else gives them or changes them until the transaction ends; in one order, so that two do not wait for each other. */
export async function lockRewards(workspaceId: string, ids: string[]): Promise<LockedReward[]> {
  const { rows } = await sql<LockedReward>`
    select id, occasion, customer_id, lost_because from commissions.non_cash_rewards
    where workspace_id = ${workspaceId} and id = any(${ids}) order by id for update`.execute(db());
  return rows;
}

export async function findRewardCustomer(workspaceId: string, id: string): Promise<string | null> {
  const row = await db()
    .selectFrom('commissions.nonCashRewards')
    .select('customerId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.customerId ?? null;
}

export interface NewHandover {
  givenAt: Date;
  givenBy: string;
  givenByName: string;
  note: string | null;
  code: string | null;
}

export async function insertHandovers(
  workspaceId: string,
  rewardIds: string[],
  handover: NewHandover,
): Promise<void> {
  if (rewardIds.length === 0) return;
  await db()
    .insertInto('commissions.handovers')
    .values(rewardIds.map((rewardId) => ({ workspaceId, id: newId('hnd'), rewardId, ...handover })))
    .execute();
}

/** @returns false when it is not given. */
export async function withdrawHandover(
  workspaceId: string,
  rewardId: string,
  withdrawal: { withdrawnAt: Date; withdrawnBy: string },
): Promise<boolean> {
  const row = await db()
    .updateTable('commissions.handovers')
    .set(withdrawal)
    .where('workspaceId', '=', workspaceId)
    .where('rewardId', '=', rewardId)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
