import { now } from '../../core/clock.ts';
import { addJob, defineTask, schedule } from '../../core/jobs.ts';
import { defineAccountImport } from './objects/accounts.ts';
import { definePeopleImport } from './objects/people.ts';
import { defineStakeholderImport } from './objects/stakeholders.ts';
import { listFiles } from './store/files.ts';
import { deleteRun, listAbandonedRuns, listStaleDrafts } from './store/runs.ts';
import { tryImport } from './try-import.ts';
import { deleteUploads, workImport } from './work-import.ts';

const RUN_TASK = 'customers.run-import';
const TRY_TASK = 'customers.try-import';
const RESUME_TASK = 'customers.resume-imports';
const CLEAN_TASK = 'customers.clean-imports';
const EVERY_MINUTE = '* * * * *';
const DAILY = '20 3 * * *';
const DRAFT_LIFETIME_MS = 7 * 24 * 3_600_000;

interface RunKey {
  workspaceId: string;
  runId: string;
}

/** The objects of this room, and the work on imports. */
export function importJobs(): void {
  defineAccountImport();
  definePeopleImport();
  defineStakeholderImport();
  defineTask(RUN_TASK, (payload) => {
    const { workspaceId, runId } = payload as RunKey;
    return workImport(workspaceId, runId);
  });
  defineTask(TRY_TASK, (payload) => {
    const { workspaceId, runId } = payload as RunKey;
    return tryImport(workspaceId, runId);
  });
  defineTask(RESUME_TASK, resumeImports);
  defineTask(CLEAN_TASK, cleanImports);
  schedule(RESUME_TASK, EVERY_MINUTE);
  schedule(CLEAN_TASK, DAILY);
}

export function queueRun(workspaceId: string, runId: string): Promise<void> {
  return addJob(RUN_TASK, { workspaceId, runId }, { key: `${RUN_TASK}:${runId}` });
}

export function queueDryRun(workspaceId: string, runId: string): Promise<void> {
  return addJob(TRY_TASK, { workspaceId, runId }, { key: `${TRY_TASK}:${runId}` });
}

/** A worker that was killed leaves its run with a lease that runs out: it is queued again, once, and goes on. */
async function resumeImports(): Promise<void> {
  for (const { workspaceId, id, state } of await listAbandonedRuns(now())) {
    await (state === 'checking' ? queueDryRun(workspaceId, id) : queueRun(workspaceId, id));
  }
}

async function cleanImports(): Promise<void> {
  for (const { workspaceId, id } of await listStaleDrafts(new Date(now().getTime() - DRAFT_LIFETIME_MS))) {
    const files = await listFiles(workspaceId, [id]);
    await deleteRun(workspaceId, id);
    await deleteUploads(files);
  }
}
