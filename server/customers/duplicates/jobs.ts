import { type DomainEvent, subscribe } from '../../core/events.ts';
import { addJob, addJobs, defineTask, schedule } from '../../core/jobs.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import type { RecordObject } from '../merges/held-ids.ts';
import { findAllDuplicates, findDuplicatesOf } from './find-duplicates.ts';

const CHANGED_TASK = 'customers.find-duplicates-of-changed';
const ALL_TASK = 'customers.find-all-duplicates';
const EVERYWHERE_TASK = 'customers.find-duplicates-everywhere';
const EVERY_SUNDAY = '40 3 * * 0';
const RECORDS_PER_JOB = 500;

interface Changed {
  workspaceId: string;
  object: RecordObject;
  ids: string[];
}

/** Changed records are compared soon; all of them once a week, and when somebody asks. */
export function duplicateJobs(): void {
  subscribe<{ accountIds: string[] }>('accounts.saved', 'customers.duplicate-accounts', (event) =>
    queueChanged(event, 'account', event.payload.accountIds),
  );
  subscribe<{ personIds: string[] }>('people.saved', 'customers.duplicate-people', (event) =>
    queueChanged(event, 'person', event.payload.personIds),
  );
  defineTask(CHANGED_TASK, (payload) => {
    const { workspaceId, object, ids } = payload as Changed;
    return findDuplicatesOf(workspaceId, object, ids);
  });
  defineTask(ALL_TASK, (payload) => findAllDuplicates((payload as { workspaceId: string }).workspaceId));
  defineTask(EVERYWHERE_TASK, async () => {
    for (const { id } of await listWorkspaces()) await queueAll(id);
  });
  schedule(EVERYWHERE_TASK, EVERY_SUNDAY);
}

async function queueChanged(
  { id, workspaceId }: DomainEvent,
  object: RecordObject,
  ids: string[],
): Promise<void> {
  const jobs = [];
  for (let from = 0; from < ids.length; from += RECORDS_PER_JOB) {
    const payload: Changed = { workspaceId, object, ids: ids.slice(from, from + RECORDS_PER_JOB) };
    jobs.push({ payload, key: `${CHANGED_TASK}:${id}:${from}`, queue: queueOf(workspaceId) });
  }
  await addJobs(CHANGED_TASK, jobs);
}

/** Compares all records of the workspace, soon; asked again before, it is one pass. */
export function queueAll(workspaceId: string): Promise<void> {
  return addJob(
    ALL_TASK,
    { workspaceId },
    { key: `${ALL_TASK}:${workspaceId}`, queue: queueOf(workspaceId) },
  );
}

function queueOf(workspaceId: string): string {
  return `customers.duplicates:${workspaceId}`;
}
