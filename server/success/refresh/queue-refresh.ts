import { addMilliseconds } from 'date-fns/addMilliseconds';
import { now } from '../../core/clock.ts';
import { addJob } from '../../core/jobs.ts';
import { markStale } from '../store/standards.ts';

export const REFRESH_ALL_TASK = 'success.refresh-workspace';
export const REFRESH_STALE_TASK = 'success.refresh-stale';

// Changes that arrive within this time are scored together.
const GATHERING_MS = 5_000;

/** Scores a whole workspace again, soon. */
export async function queueRefresh(workspaceId: string): Promise<void> {
  await addJob(
    REFRESH_ALL_TASK,
    { workspaceId },
    { key: `${REFRESH_ALL_TASK}:${workspaceId}`, queue: `success:${workspaceId}` },
  );
}

/**
 * Marks accounts and queues one job for everything that is marked until it runs. A steady stream of changes does not
 * put the job off.
 */
export async function queueStale(workspaceId: string, accountIds: string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await markStale(workspaceId, accountIds);
  await addJob(
    REFRESH_STALE_TASK,
    { workspaceId },
    {
      key: `${REFRESH_STALE_TASK}:${workspaceId}`,
      runAt: addMilliseconds(now(), GATHERING_MS),
      keepsRunAt: true,
      queue: `success:${workspaceId}`,
    },
  );
}
