import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { RunStep } from '../schema.ts';

/** A step of a run; what is to be done in it stands in the version of the playbook. */
export type StoredStep = Pick<
  RunStep,
  'place' | 'state' | 'taskId' | 'mailIds' | 'note' | 'openedAt' | 'endedAt' | 'endedByName'
>;

/** By run, each in the order of the steps. */
export async function selectSteps(workspaceId: string, runIds: string[]): Promise<Map<string, StoredStep[]>> {
  const rows = await db()
    .selectFrom('journeys.runSteps')
    .select(['runId', 'place', 'state', 'taskId', 'mailIds', 'note', 'openedAt', 'endedAt', 'endedByName'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', (eb) => eb.fn.any(eb.val(runIds)))
    .orderBy('runId')
    .orderBy('place')
    .execute();
  const steps = new Map<string, StoredStep[]>();
  for (const { runId, ...step } of rows) steps.set(runId, [...(steps.get(runId) ?? []), step as StoredStep]);
  return steps;
}

export async function updateStep(
  workspaceId: string,
  { runId, place }: { runId: string; place: number },
  change: Partial<Omit<StoredStep, 'place'>>,
): Promise<void> {
  await db()
    .updateTable('journeys.runSteps')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .where('place', '=', place)
    .execute();
}

/** What had not ended when the run did. */
export async function skipUnfinished(
  workspaceId: string,
  runId: string,
  { at, byName }: { at: Date; byName: string },
): Promise<string[]> {
  const { rows } = await sql<{ taskId: string }>`
    update journeys.run_steps set state = 'skipped', ended_at = ${at}, ended_by_name = ${byName}
    where workspace_id = ${workspaceId} and run_id = ${runId} and ended_at is null
    returning task_id`.execute(db());
  return rows.flatMap(({ taskId }) => taskId ?? []);
}

/** Takes back what `skipUnfinished` did at that moment. @returns the tasks of these steps */
export async function unskip(workspaceId: string, runId: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{ taskId: string | null }>`
    update journeys.run_steps set state = case when opened_at is null then 'waiting' else 'open' end,
      ended_at = null, ended_by_name = null
    where workspace_id = ${workspaceId} and run_id = ${runId} and state = 'skipped' and ended_at = ${at}
    returning task_id`.execute(db());
  return rows.flatMap(({ taskId }) => taskId ?? []);
}

/** Whether somebody has this task because of a playbook. */
export async function isStepTask(workspaceId: string, taskId: string): Promise<boolean> {
  const row = await db()
    .selectFrom('journeys.runSteps')
    .select('runId')
    .where('workspaceId', '=', workspaceId)
    .where('taskId', '=', taskId)
    .executeTakeFirst();
  return row !== undefined;
}
