import type { StageMove } from '../store/save-accounts.ts';
import { insertTimelineEntries } from '../store/timeline.ts';

/** Puts each account's change of stage on its timeline, with the reason when somebody gave one. */
export async function tellStageMoves(
  workspaceId: string,
  moves: StageMove[],
  at: Date,
  reason: string | null = null,
): Promise<void> {
  if (moves.length === 0) return;
  await insertTimelineEntries(
    workspaceId,
    moves.map(({ id, from, to }) => ({
      accountId: id,
      at,
      kind: 'stage_change',
      sourceId: `${id} ${to} ${at.toISOString()}`,
      code: reason ? 'customers:timeline.stageChangedBecause' : 'customers:timeline.stageChanged',
      values: { from, to, ...(reason ? { reason } : {}) },
    })),
  );
}
