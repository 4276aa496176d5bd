import { subscribe } from '../../core/events.ts';
import { addJob, defineTask } from '../../core/jobs.ts';
import { assignAllOwnerless, assignOwners } from './assign-owners.ts';
import type { AssignedObject } from './schema.ts';

const ALL_TASK = 'customers.assign-all-ownerless';

interface All {
  workspaceId: string;
  object: AssignedObject;
}

/** New records get their owners soon after they came in; those there are when somebody asks. */
export function ownershipJobs(): void {
  subscribe<{ accountIds: string[] }>('accounts.created', 'customers.assign-accounts', async (event) => {
    await assignOwners(event.workspaceId, 'account', event.payload.accountIds);
  });
  subscribe<{ personIds: string[] }>('people.created', 'customers.assign-people', async (event) => {
    await assignOwners(event.workspaceId, 'person', event.payload.personIds);
  });
  defineTask(ALL_TASK, (payload) => {
    const { workspaceId, object } = payload as All;
    return assignAllOwnerless(workspaceId, object);
  });
}

/** Asked again before it has begun, it is one pass. */
export function queueAssignment(workspaceId: string, object: AssignedObject): Promise<void> {
  const key = `${ALL_TASK}:${workspaceId}:${object}`;
  return addJob(ALL_TASK, { workspaceId, object } satisfies All, { key, queue: key });
}
