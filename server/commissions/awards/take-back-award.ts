import { inTransaction } from '../../core/db.ts';
import { correctCommission } from '../correct-commission.ts';
import { findAwardId, insertTakeback, lockAwards } from '../store/awards.ts';
import type { AwardKey, Takeback } from './schema.ts';

/**
 * Takes an award back, in part or whole and also after it was paid: the balance then goes below zero and is carried into the
 * next payout. Parts in any order and number add up to the whole. Told again it changes nothing; told before the award is
 * granted, it is missing from it then. In the caller's transaction.
 */
export function takeBackAward(workspaceId: string, award: AwardKey, takeback: Takeback): Promise<void> {
  return book(workspaceId, award, takeback, false);
}

/** Gives back what was taken back; more than that makes the award greater, in the same proportion. */
export function giveBackAward(workspaceId: string, award: AwardKey, giveback: Takeback): Promise<void> {
  return book(workspaceId, award, giveback, true);
}

async function book(
  workspaceId: string,
  award: AwardKey,
  { source, partMinor, at }: Takeback,
  isGivenBack: boolean,
): Promise<void> {
  await inTransaction(async () => {
    await lockAwards(workspaceId, [award]);
    const isNew = await insertTakeback(workspaceId, award, { source, partMinor, at, isGivenBack });
    const id = isNew ? await findAwardId(workspaceId, award) : null;
    if (id)
      await correctCommission(workspaceId, id, { kind: isGivenBack ? 'giveback' : 'takeback', source, at });
  });
}
