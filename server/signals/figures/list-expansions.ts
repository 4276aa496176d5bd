import { readCalendar } from '../calendar.ts';
import type { Day } from '../schema/inputs.ts';
import { selectExpansions } from '../store/reports.ts';

/** Days in `[from, to)` on which what an account pays a month has grown, by how much, and when each began; in their order. */
export async function listExpansions(workspaceId: string, from: Day, to: Day) {
  const calendar = await readCalendar(workspaceId);
  const rows = await selectExpansions(workspaceId, from, to);
  return rows.map((row) => ({ ...row, startedAt: calendar.startOf(row.day) }));
}
