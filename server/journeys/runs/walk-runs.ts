import type { Actor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { type FollowedTask, followTasks, type MatchedAccount } from '../../customers/index.ts';
import { stepsToBegin } from '../rules.ts';
import type { PlaybookDefinition } from '../schema.ts';
import { type StoredStep, selectSteps, updateStep } from '../store/run-steps.ts';
import type { LiveRun } from '../store/runs.ts';
import { beginStep } from './begin-step.ts';

export interface Walk {
  run: Pick<LiveRun, 'id' | 'startedAt'>;
  account: MatchedAccount;
  definition: PlaybookDefinition;
}

/** Takes runs on: steps follow their tasks, and those whose time has come begin. Call in a transaction. */
export async function walkRuns(
  config: Config,
  actor: Actor,
  walks: Walk[],
  dayOf: (at: Date) => string,
): Promise<void> {
  const steps = await followSteps(
    actor,
    walks.map(({ run }) => run.id),
  );
  const today = dayOf(actor.now);
  for (const { run, account, definition } of walks) {
    const standing = (steps.get(run.id) ?? []).map(({ place, state, endedAt }) => ({
      ...{ place, isEnded: endedAt !== null, isOpen: state === 'open' },
    }));
    const days = { startedOn: dayOf(run.startedAt), today };
    for (const place of stepsToBegin(definition.steps, standing, days)) {
      const step = definition.steps[place];
      if (step) await beginStep(config, actor, { runId: run.id, place, step, account, today });
    }
  }
}

/** The steps of these runs, each as its task is now. Call in a transaction. */
export async function followSteps(actor: Actor, runIds: string[]): Promise<Map<string, StoredStep[]>> {
  const steps = await selectSteps(actor.workspaceId, runIds);
  const taskIds = [...steps.values()].flat().flatMap(({ taskId }) => taskId ?? []);
  const tasks = await followTasks(actor, taskIds);
  const followed = new Map<string, StoredStep[]>();
  for (const [runId, known] of steps) {
    const standing: StoredStep[] = [];
    for (const step of known) standing.push(await followTask(actor, runId, step, tasks));
    followed.set(runId, standing);
  }
  return followed;
}

/** A step is what its task is: done, skipped when it is canceled or deleted, and open again when it is. */
async function followTask(
  { workspaceId, now }: Actor,
  runId: string,
  step: StoredStep,
  tasks: Map<string, FollowedTask>,
): Promise<StoredStep> {
  if (!step.taskId) return step;
  const task = tasks.get(step.taskId);
  const state = task ? ({ open: 'open', done: 'done', canceled: 'skipped' } as const)[task.state] : 'skipped';
  if (state === step.state) return step;
  const change =
    state === 'open'
      ? { state, endedAt: null, endedByName: null }
      : { state, endedAt: task?.closedAt ?? now, endedByName: task?.closedByName ?? null };
  await updateStep(workspaceId, { runId, place: step.place }, change);
  return { ...step, ...change };
}
