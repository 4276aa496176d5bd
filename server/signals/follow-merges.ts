import type { DomainEvent } from '../core/events.ts';
import { addJob } from '../core/jobs.ts';
import type { RecordsMerged } from '../customers/index.ts';
import { markChanged } from './changes.ts';
import { writeMovements } from './facts/record-subscriptions.ts';
import { USAGE_DAYS } from './store/held-ids.ts';
import type { UsageMove } from './store/usage.ts';

export type { UsageMove } from './store/usage.ts';
export const MOVE_USAGE_TASK = 'signals.move-raw-usage';

/** What is derived of accounts that became one, or two again, is derived anew. */
export async function followMerges(events: DomainEvent<RecordsMerged>[]): Promise<void> {
  for (const { workspaceId, payload } of events) {
    const { object, keptId, mergedId, isUndone, moved } = payload;
    if (object === 'account') {
      const accountIds = isUndone ? [keptId, mergedId] : [keptId];
      await writeMovements(workspaceId, accountIds);
      await markChanged(workspaceId, accountIds);
    }
    if (!moved.some((name) => name.startsWith(USAGE_DAYS))) continue;
    const move: UsageMove = { workspaceId, object, keptId, mergedId, isUndone };
    await addJob(MOVE_USAGE_TASK, move, { queue: `${MOVE_USAGE_TASK}:${workspaceId}` });
  }
}
