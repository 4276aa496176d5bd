import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import type { Takeover } from '../schema.ts';
import { findTakeoverOfImport } from '../store.ts';
import { failed } from './outcomes.ts';

/** Saves rows of a take-over one after the other: what one has made, the next one finds. */
export async function saveEach<Row>(
  workspaceId: string,
  rows: Row[],
  { runId }: ImportContext,
  save: (takeover: Takeover, row: Row) => Promise<RowOutcome>,
): Promise<RowOutcome[]> {
  const takeover = await findTakeoverOfImport(workspaceId, runId);
  if (!takeover) return rows.map(() => failed('noTakeover'));
  const outcomes: RowOutcome[] = [];
  for (const row of rows) outcomes.push(await save(takeover, row));
  return outcomes;
}
