import {
  type CronItem,
  Logger as JobLogger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker';
import { sql } from 'kysely';
import { db, pool } from './db.ts';
import { log } from './log.ts';

const CONCURRENCY = 4;
const POLL_INTERVAL_MS = 1_000;

export type TaskHandler = (payload: unknown) => Promise<void>;

const tasks = new Map<string, TaskHandler>();
const schedules: CronItem[] = [];

/** Names are `room.verb-noun`. Payloads are plain JSON; a task may run more than once. */
export function defineTask(name: string, handle: TaskHandler): void {
  tasks.set(name, handle);
}

/** Runs a task by crontab (`m h dom mon dow`, UTC). The task's handler must be idempotent. */
export function schedule(task: string, crontab: string): void {
  if (!schedules.some((item) => item.task === task)) schedules.push({ task, match: crontab });
}

interface JobOptions {
  runAt?: Date;
  /** One waiting job per key: a second call replaces the first. */
  key?: string;
  /** A second call with the key leaves the waiting job at its time, so that a stream of calls cannot put it off. */
  keepsRunAt?: boolean;
  maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  queue?: string;
}

/** Queues a job in the current transaction. */
export async function addJob(task: string, payload: unknown, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${task}, ${JSON.stringify(payload)}::json,
    queue_name => ${options.queue ?? null}, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? 25}, job_key => ${options.key ?? null},
    job_key_mode => ${options.keepsRunAt ? 'preserve_run_at' : 'replace'})`.execute(db());
}

let runner: Runner | null = null;

/**
 * Starts working the queue in this process.
 * @param isAlone no other process works this queue: jobs that a killed one left locked are taken up at once,
 *   instead of after the hours that the queue allows a worker of another machine to be slow.
 */
export async function startJobs({ isAlone }: { isAlone: boolean }): Promise<void> {
  if (isAlone) await unlockLeftJobs();
  runner = await run({
    pgPool: pool(),
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    logger: new JobLogger(() => (level, message) => {
      if (level === 'error') log().error({ job: message }, 'job failed');
    }),
    taskList: taskList(),
    parsedCronItems: cronItems(),
  });
}

async function unlockLeftJobs(): Promise<void> {
  await pool().query(`
    select graphile_worker.force_unlock_workers(coalesce(array_agg(distinct locked_by), '{}'))
    from graphile_worker._private_jobs where locked_by is not null`);
}

/** Lets running jobs end, then stops. */
export async function stopJobs(): Promise<void> {
  const stopping = runner;
  runner = null;
  await stopping?.stop();
}

/** Every defined task, in the queue library's shape: for the worker and for tests that drain the queue. */
export function taskList(): TaskList {
  return Object.fromEntries(
    [...tasks].map(([name, handle]) => [name, (payload: unknown) => handle(payload)]),
  );
}

function cronItems(): ParsedCronItem[] {
  return parseCronItems(schedules);
}
