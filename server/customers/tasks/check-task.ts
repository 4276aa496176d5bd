import type { Actor } from '../../core/actor.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { findRole } from '../../workspace/index.ts';
import { refuseForeign } from '../deals/create-deal.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { findDeal } from '../deals/store/list-deals.ts';
import { getOwnerNames } from '../owners.ts';
import type { TaskChange } from './schema.ts';
import type { TaskReader } from './store/conditions.ts';
import { replaceBlockers, waitsForItself } from './store/task-parts.ts';
import { lockTasks } from './store/tasks.ts';

type References = Pick<TaskChange, 'assigneeId' | 'assigneeRole' | 'accountId' | 'personId' | 'dealId'>;

/** @throws Problem 404 for an account, person or deal that is not there; 422 for an unknown member or role. */
export async function refuseUnknown(actor: Actor, wanted: References): Promise<void> {
  const { workspaceId } = actor;
  if (wanted.assigneeId) await getOwnerNames(workspaceId, [wanted.assigneeId], 'assigneeId');
  if (wanted.assigneeRole && !(await findRole(workspaceId, wanted.assigneeRole)))
    throw invalidField('assigneeRole', 'is no role of this workspace');
  await refuseForeign(workspaceId, wanted.accountId ?? null, wanted.personId ? [wanted.personId] : []);
  if (wanted.dealId && !(await findDeal(await readerOf(actor), wanted.dealId))) throw notFound('deal');
}

/** Call with `holdBlockers` held since before the task was. @throws Problem 404 for an unknown task; 422 when the task would wait for itself. */
export async function setBlockers(reader: TaskReader, taskId: string, blockerIds: string[]): Promise<void> {
  const wanted = [...new Set(blockerIds)];
  if (wanted.includes(taskId)) throw invalidField('blockerIds', 'must not name the task itself');
  if ((await lockTasks(reader, wanted)).length < wanted.length) throw notFound('task');
  await replaceBlockers(reader.workspaceId, taskId, wanted);
  if (await waitsForItself(reader.workspaceId, taskId))
    throw invalidField('blockerIds', 'would make the task wait for itself');
}
