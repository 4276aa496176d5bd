import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import {
  appendTimeline,
  cancelOpenTasks,
  readAccountFacts,
  refuseBeyondReach,
  reopenCanceledTasks,
} from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import { queueTending } from '../queue-tending.ts';
import { factsOf } from '../rules.ts';
import type { RunFacts, RunView } from '../schema.ts';
import { lockPlaybook } from '../store/playbooks.ts';
import { skipUnfinished, unskip } from '../store/run-steps.ts';
import { endRunRow, findRun, type RunEnd, reviveRun, type StoredRun } from '../store/runs.ts';
import { getRun } from './read-runs.ts';
import { followSteps } from './walk-runs.ts';

interface Ending {
  run: { id: string; accountId: string; isHeldOut: boolean };
  state: RunEnd['state'];
  note: string | null;
  facts: RunFacts | null;
  playbookName: string;
}

/** Ends a run once: what was still to be done is not done any more. Call in a transaction, with the playbook locked. */
export async function endRun(actor: Actor, { run, state, note, facts, playbookName }: Ending): Promise<void> {
  const { workspaceId, now: endedAt, name: endedByName } = actor;
  const end = { state, endedAt, endedByName, endNote: note, endFacts: facts };
  // What was done until now is done, also where nobody has looked since.
  await followSteps(actor, [run.id]);
  if (!(await endRunRow(workspaceId, run.id, end))) return;
  const left = await skipUnfinished(workspaceId, run.id, { at: endedAt, byName: endedByName });
  await cancelOpenTasks(actor, left);
  if (run.isHeldOut) return;
  await appendTimeline(workspaceId, [
    {
      ...{ accountId: run.accountId, at: endedAt, kind: 'playbook' },
      ...{ sourceId: `${run.id} ${endedAt.toISOString()}`, code: `playbooks:timeline.${state}` },
      values: { playbook: playbookName, by: endedByName, note: note ?? '' },
    },
  ]);
}

/** @throws Problem 404; 409 when it has ended */
export async function stopRun(actor: Actor, id: string, note: string): Promise<RunView> {
  authorize(actor, 'tasks.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const run = await getReached(actor, id);
    if (run.state !== 'running') throw conflict('run_ended', 'This run has ended already.');
    const [account] = await readAccountFacts(workspaceId, [run.accountId], actor.now);
    const facts = account ? factsOf(account) : null;
    await endRun(actor, { run, state: 'stopped', note, facts, playbookName: run.playbookName });
    const about = { objectType: 'playbook_run', objectId: id };
    await audit(actor, { action: 'playbook_run.stopped', ...about, after: { note } });
    return getRun(actor, id);
  });
}

/**
 * Takes a stop back: the run goes on where it was, its tasks are open again.
 * @throws Problem 404; 409 when it was not stopped, or the account goes through the playbook anew
 */
export async function resumeRun(actor: Actor, id: string): Promise<RunView> {
  authorize(actor, 'tasks.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const run = await getReached(actor, id);
    if (run.state !== 'stopped' || !run.endedAt)
      throw conflict('run_not_stopped', 'Only a run that somebody has stopped can go on.');
    if (!(await reviveRun(workspaceId, run)))
      throw conflict('run_begun_anew', 'The account goes through this playbook anew meanwhile.');
    await reopenCanceledTasks(actor, await unskip(workspaceId, id, run.endedAt));
    await audit(actor, { action: 'playbook_run.resumed', objectType: 'playbook_run', objectId: id });
    await queueTending(workspaceId);
    return getRun(actor, id);
  });
}

/** As it is with its playbook locked: whoever else ends it waits. @throws Problem 404, 403 */
async function getReached(actor: Actor, id: string): Promise<StoredRun> {
  const { workspaceId } = actor;
  const known = await findRun(actor, id);
  if (!known) throw notFound('playbook run');
  await refuseBeyondReach(actor, { object: 'account', ids: [known.accountId], to: 'edit' });
  await lockPlaybook(workspaceId, known.playbookId);
  const run = await findRun(actor, id);
  if (!run) throw notFound('playbook run');
  return run;
}
