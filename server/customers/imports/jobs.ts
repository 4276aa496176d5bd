import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { addJob, defineTask, schedule } from '../../core/jobs.ts';
import { defineDealsImport } from '../deals/import/define-deals-import.ts';
import { cleanImports } from './clean-imports.ts';
import { defineAccountImport } from './objects/accounts.ts';
import { definePeopleImport } from './objects/people.ts';
import { defineStakeholderImport } from './objects/stakeholders.ts';
import { listAbandonedRuns } from './store/runs.ts';
import { tryImport } from './try-import.ts';
import { listOpenUndos } from './undo/store/undos.ts';
import { workUndo } from './undo/work-undo.ts';
import { workImport } from './work-import.ts';

const RUN_TASK = 'customers.run-import';
const TRY_TASK = 'customers.try-import';
const UNDO_TASK = 'customers.undo-import';
const RESUME_TASK = 'customers.resume-imports';
const CLEAN_TASK = 'customers.clean-imports';
const EVERY_MINUTE = '* * * * *';
const DAILY = '20 3 * * *';

interface RunKey {
  workspaceId: string;
  runId: string;
}

/** The objects of this room, and the work on imports. */
export function importJobs(config: Config): void {
  defineAccountImport();
  definePeopleImport();
  defineStakeholderImport();
  defineDealsImport();
  defineTask(RUN_TASK, (payload) => {
    const { workspaceId, runId } = payload as RunKey;
    return workImport(workspaceId, runId);
  });
  defineTask(TRY_TASK, (payload) => {
    const { workspaceId, runId } = payload as RunKey;
    return tryImport(workspaceId, runId);
  });
  defineTask(UNDO_TASK, (payload) => {
    const { workspaceId, runId } = payload as RunKey;
    return workUndo(workspaceId, runId);
  });
  defineTask(RESUME_TASK, resumeImports);
  defineTask(CLEAN_TASK, () => cleanImports(config));
  schedule(RESUME_TASK, EVERY_MINUTE);
  schedule(CLEAN_TASK, DAILY);
}

export function queueRun(workspaceId: string, runId: string): Promise<void> {
  return addJob(RUN_TASK, { workspaceId, runId }, { key: `${RUN_TASK}:${runId}` });
}

export function queueDryRun(workspaceId: string, runId: string): Promise<void> {
  return addJob(TRY_TASK, { workspaceId, runId }, { key: `${TRY_TASK}:${runId}` });
}

export function queueUndo(workspaceId: string, runId: string): Promise<void> {
  return addJob(UNDO_TASK, { workspaceId, runId }, { key: `${UNDO_TASK}:${runId}` });
}

/** A worker that was killed leaves its run with a lease that runs out: it is queued again, once, and goes on. */
async function resumeImports(): Promise<void> {
  for (const { workspaceId, id, state } of await listAbandonedRuns(now())) {
    await (state === 'checking' ? queueDryRun(workspaceId, id) : queueRun(workspaceId, id));
  }
  for (const { workspaceId, runId } of await listOpenUndos()) await queueUndo(workspaceId, runId);
}
