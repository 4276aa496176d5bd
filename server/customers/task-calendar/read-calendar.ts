import { systemActor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findWorkspace, listMembers } from '../../workspace/index.ts';
import { dayAfter } from '../task-templates/rules.ts';
import { taskReaderOf } from '../tasks/store/conditions.ts';
import { pageOfTasks } from '../tasks/store/list-tasks.ts';
import { hashCalendarToken } from './keep-calendar.ts';
import { findCalendarOwner, noteReading } from './store.ts';
import { writeCalendar } from './write-calendar.ts';

const MAX_TASKS = 1_000;
const DAYS_BACK = 365;
const ENDING = /\.ics$/;

/** The open dated tasks of whose address it is, as a calendar file. @throws Problem 404 for a wrong address. */
export async function readTaskCalendar(address: string, { publicUrl }: Config): Promise<string> {
  const owner = await findCalendarOwner(hashCalendarToken(address.replace(ENDING, '')));
  if (!owner) throw notFound('calendar');
  const { workspaceId, userId } = owner;
  const workspace = await findWorkspace(workspaceId);
  const member = (await listMembers(workspaceId)).find((one) => one.userId === userId);
  if (!workspace || !member) throw notFound('calendar');
  const reader = await taskReaderOf(systemActor(workspaceId, 'task-calendar'));
  const { data } = await pageOfTasks(
    reader,
    { state: ['open'], assigneeId: [userId], dueFrom: dayAfter(reader.today, -DAYS_BACK) },
    'dueOn',
    { direction: 'asc', limit: MAX_TASKS, after: null },
  );
  await noteReading(workspaceId, userId, reader.at);
  const name = words(member.locale ?? workspace.locale, 'tasks:calendar.name', { workspace: workspace.name });
  return writeCalendar({ name, timeZone: workspace.timeZone, taskUrl: `${publicUrl}/my-day?task=` }, data);
}
