import { settleClicks } from '../clicks/settle-clicks.ts';
import { type CountedPath, countTouchPaths, type PathQuery } from '../store/touch-paths.ts';

/** The ways that led to first sales within a period, and those that led to nothing; all clicks answered so far count. */
export async function listTouchPaths(workspaceId: string, query: PathQuery): Promise<CountedPath[]> {
  await settleClicks(workspaceId);
  return countTouchPaths(workspaceId, query);
}
