import type { Config } from '../core/config.ts';
import { subscribe } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import type { TaskClosed } from '../customers/index.ts';
import { queueTending, TEND_TASK } from './queue-tending.ts';
import { defineRunExport } from './runs/export-runs.ts';
import { tendPlaybooks } from './runs/tend-playbooks.ts';
import { holdIdsOfRuns } from './store/held-ids.ts';
import { isStepTask } from './store/run-steps.ts';

const TEND_ALL_TASK = 'journeys.tend-all-playbooks';
const EVERY_QUARTER = '4,19,34,49 * * * *';
/** After these, an account may begin, have arrived, or make no sense any more. */
const TELLING = ['accounts.saved', 'deal.won', 'health.band_changed', 'survey.answered', 'affiliate.created'];

export function journeysJobs(config: Config): void {
  holdIdsOfRuns();
  defineRunExport();
  for (const event of TELLING)
    subscribe(event, `journeys.tend-after-${event}`, ({ workspaceId }) => queueTending(workspaceId));
  subscribe<TaskClosed>('task.closed', 'journeys.go-on-after-task', async ({ workspaceId, payload }) => {
    if (await isStepTask(workspaceId, payload.taskId)) await queueTending(workspaceId);
  });
  defineTask(TEND_TASK, (payload) => tendPlaybooks(config, (payload as { workspaceId: string }).workspaceId));
  defineTask(TEND_ALL_TASK, () => tendPlaybooks(config, null));
  schedule(TEND_ALL_TASK, EVERY_QUARTER);
}
