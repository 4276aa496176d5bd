import type { AwardKind } from '../kinds.ts';
import { giveBackAward, takeBackAward } from './take-back-award.ts';

/** An award that was granted for something reached, whether it stands, and how often that has changed. */
export interface GrantedAward {
  sourceKey: string;
  isTakenBack: boolean;
  changeCount: number;
}

/** Takes the award back whole when what it is for is not reached any more, and gives it back when it is again. */
export async function flipAward(
  workspaceId: string,
  kind: AwardKind,
  { sourceKey, isTakenBack, changeCount }: GrantedAward,
  isReached: boolean,
  at: Date,
): Promise<void> {
  if (isTakenBack !== isReached) return;
  const book = isReached ? giveBackAward : takeBackAward;
  await book(workspaceId, { kind, sourceKey }, { source: `change:${changeCount + 1}`, partMinor: null, at });
}
