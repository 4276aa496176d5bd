import { dayIn } from '../../core/calendar.ts';
import { findWorkspace } from '../../workspace/index.ts';

/** The days of a workspace, in its time zone. */
export async function openDays(workspaceId: string) {
  const { timeZone = 'UTC' } = (await findWorkspace(workspaceId)) ?? {};
  return { timeZone, dayOf: (at: Date) => dayIn(timeZone, at) };
}
