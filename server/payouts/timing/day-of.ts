import { dayIn } from '../../core/calendar.ts';
import { findWorkspace } from '../../workspace/index.ts';

/** The calendar day in the workspace's time zone. */
export async function dayOf(
  workspaceId: string,
  at: Date,
): Promise<{ date: string; month: string; day: number }> {
  const workspace = await findWorkspace(workspaceId);
  const date = dayIn(workspace?.timeZone ?? 'UTC', at);
  return { date, month: date.slice(0, 7), day: Number(date.slice(8)) };
}
