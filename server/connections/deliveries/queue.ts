import { addJob, addJobs } from '../../core/jobs.ts';

export const DELIVER_TASK = 'connections.deliver';

interface Queued {
  id: string;
  receiverId: string;
}

/** One receiver is called by one delivery after another, so that nobody is flooded and the order stays. */
function jobOf(workspaceId: string, { id, receiverId }: Queued) {
  return { payload: { workspaceId, id }, key: `delivery ${id}`, queue: `receiver ${receiverId}` };
}

/** Sends them as soon as the transaction has committed. */
export async function queueDeliveries(workspaceId: string, deliveries: Queued[]): Promise<void> {
  await addJobs(
    DELIVER_TASK,
    deliveries.map((delivery) => jobOf(workspaceId, delivery)),
  );
}

export async function queueDeliveryAt(workspaceId: string, delivery: Queued, runAt: Date): Promise<void> {
  const { payload, key, queue } = jobOf(workspaceId, delivery);
  await addJob(DELIVER_TASK, payload, { key, queue, runAt });
}
