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
  const { workspaceId, now } = actor;
  const steps = await selectSteps(
    workspaceId,
    walks.map(({ run }) => run.id),
  );
  const taskIds = [...steps.values()].flat().flatMap(({ taskId }) => taskId ?? []);
  const tasks = await followTasks(actor, taskIds);
  for (const { run, account, definition } of walks) {
    const standing: StoredStep[] = [];
    for (const step of steps.get(run.id) ?? []) standing.push(await followTask(actor, run.id, step, tasks));
    const today = dayOf(now);
    const begun = stepsToBegin(
      definition.steps,
      standing.map(({ place, state, endedAt }) => ({
        ...{ place, isEnded: endedAt !== null, isOpen: state === 'open' },
      })),
      { startedOn: dayOf(run.startedAt), today },
    );
    for (const place of begun) {
      const step = definition.steps[place];
      if (step) await beginStep(config, actor, { runId: run.id, place, step, account, today });
    }
  }
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
