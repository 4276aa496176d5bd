import { emitAll } from '../../core/events.ts';
import { insertRewards } from '../store/non-cash.ts';
import type { NewReward } from './schema.ts';

/** Grants what was not granted before, in the caller's transaction. @returns the ids of those that were granted by this call. */
export async function grantRewards(workspaceId: string, rewards: NewReward[], at: Date): Promise<string[]> {
  if (rewards.length === 0) return [];
  const ids = await insertRewards(workspaceId, rewards, at);
  await emitAll(
    workspaceId,
    'reward.granted',
    ids.map((rewardId) => ({ rewardId })),
  );
  return ids;
}
