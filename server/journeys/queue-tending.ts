import { addSeconds } from 'date-fns/addSeconds';
import { now } from '../core/clock.ts';
import { addJob } from '../core/jobs.ts';

export const TEND_TASK = 'journeys.tend-playbooks';
/** Facts come in streams: what they mean for playbooks is looked at once for all of them. */
const GATHERING_SECONDS = 20;

/** Soon, the playbooks of a workspace are looked through: who begins, who goes on, who has arrived. */
export async function queueTending(workspaceId: string): Promise<void> {
  await addJob(
    TEND_TASK,
    { workspaceId },
    { key: `${TEND_TASK} ${workspaceId}`, keepsRunAt: true, runAt: addSeconds(now(), GATHERING_SECONDS) },
  );
}
