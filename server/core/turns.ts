import { setImmediate as nextTurn } from 'node:timers/promises';

// Requests that come meanwhile wait no longer than this for their turn.
const LONGEST_TURN_MS = 15;

/** Maps a long list in turns, between which everything else of the process has its own. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let turnEnds = performance.now() + LONGEST_TURN_MS;
  for (const item of items) {
    results.push(map(item));
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + LONGEST_TURN_MS;
  }
  return results;
}
