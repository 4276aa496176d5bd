import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { dayAfter } from '../rules.ts';
import type { PlaybookStep, Run, RunQuery, RunStep, RunView } from '../schema.ts';
import { selectDefinitions } from '../store/playbooks.ts';
import { type StoredStep, selectSteps } from '../store/run-steps.ts';
import { findRun, pageOfRuns, type StoredRun } from '../store/runs.ts';
import { openDays } from './days.ts';

/** Runs of accounts that the actor reaches, the newest first. */
export async function listRuns(
  actor: Actor,
  { limit, cursor, ...filters }: RunQuery,
): Promise<{ data: Run[]; nextCursor: string | null }> {
  authorize(actor, 'playbooks.read');
  const page = await pageOfRuns(actor, filters, { limit, cursor });
  return { ...page, data: await withAccountNames(actor.workspaceId, page.data) };
}

/** With what was done and what is to come. @throws Problem 404 */
export async function getRun(actor: Actor, id: string): Promise<RunView> {
  authorize(actor, 'playbooks.read');
  const { workspaceId } = actor;
  const run = await findRun(actor, id);
  if (!run) throw notFound('playbook run');
  const [named] = await withAccountNames(workspaceId, [run]);
  const definitions = await selectDefinitions(workspaceId, run.playbookId, [run.version]);
  const { dayOf } = await openDays(workspaceId);
  const stored = (await selectSteps(workspaceId, [id])).get(id) ?? [];
  const startedOn = dayOf(run.startedAt);
  const planned = definitions.get(run.version)?.steps ?? [];
  const steps = stored.flatMap((step) => {
    const plan = planned[step.place];
    return plan ? [toStep(plan, step, startedOn)] : [];
  });
  return { ...(named as Run), steps };
}

function toStep(plan: PlaybookStep, step: StoredStep, startedOn: string): RunStep {
  return {
    ...step,
    ...{ kind: plan.kind, title: plan.title, isAutomatic: plan.kind === 'mail' && plan.isAutomatic },
    opensOn: dayAfter(startedOn, plan.offsetDays),
  };
}

/** With what their accounts are called. */
export async function withAccountNames(workspaceId: string, runs: StoredRun[]): Promise<Run[]> {
  const ids = [...new Set(runs.map(({ accountId }) => accountId))];
  const accounts = ids.length > 0 ? await listAccountSummaries(workspaceId, ids) : [];
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return runs.map((run) => ({ ...run, accountName: names.get(run.accountId) ?? '' }));
}
