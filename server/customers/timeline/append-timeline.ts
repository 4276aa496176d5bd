import { inTransaction } from '../../core/db.ts';
import { insertTimelineEntries, type TimelineInput } from '../store/timeline.ts';

const ROWS_PER_STATEMENT = 10_000;

/**
 * Adds entries to the one timeline. An entry whose kind and source id are known already is left as it is.
 * Amounts are minor units and need a currency.
 * @returns how many entries are new.
 */
export async function appendTimeline(workspaceId: string, entries: TimelineInput[]): Promise<number> {
  return inTransaction(async () => {
    let count = 0;
    for (let from = 0; from < entries.length; from += ROWS_PER_STATEMENT)
      count += await insertTimelineEntries(workspaceId, entries.slice(from, from + ROWS_PER_STATEMENT));
    return count;
  });
}
