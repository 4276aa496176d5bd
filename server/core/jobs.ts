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
import { db, outsideTransaction, pool } from './db.ts';
import { log } from './log.ts';

const CONCURRENCY = 4;
/** Of tasks that wait for other machines' answers, and take nothing of this one's time meanwhile. */
const WAITING_CONCURRENCY = 12;
const POLL_INTERVAL_MS = 1_000;

export type TaskHandler = (payload: unknown) => Promise<void>;

interface TaskOptions {
  /** It calls other machines: it has hands of its own, so that a slow answer never holds up the rest. */
  waitsOutside?: boolean;
}

const tasks = new Map<string, TaskHandler>();
const waitingTasks = new Set<string>();
const schedules: CronItem[] = [];

/** Names are `room.verb-noun`. Payloads are plain JSON; a task may run more than once. */
export function defineTask(name: string, handle: TaskHandler, { waitsOutside }: TaskOptions = {}): void {
  tasks.set(name, handle);
  if (waitsOutside) waitingTasks.add(name);
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

interface Job {
  payload: unknown;
  key: string;
  queue: string;
}

/** Queues many jobs of one task in the current transaction, each as `addJob` does, in one statement. */
export async function addJobs(task: string, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row(${task}, job.payload, job.queue, null, null, job.key, null, null)::graphile_worker.job_spec
      from json_to_recordset(${JSON.stringify(jobs)}::json) as job(payload json, queue text, key text)))`.execute(
    db(),
  );
}

let runners: Runner[] = [];

/**
 * Starts working the queue in this process.
 * @param isAlone no other process works this queue: jobs that a killed one left locked are taken up at once,
 *   instead of after the hours that the queue allows a worker of another machine to be slow.
 */
export async function startJobs({ isAlone }: { isAlone: boolean }): Promise<void> {
  if (isAlone) await unlockLeftJobs();
  const tasksThat = (isWaiting: boolean): TaskList =>
    Object.fromEntries(Object.entries(taskList()).filter(([name]) => waitingTasks.has(name) === isWaiting));
  runners = [
    await work(tasksThat(false), CONCURRENCY, cronItems()),
    await work(tasksThat(true), WAITING_CONCURRENCY, []),
  ];
}

function work(list: TaskList, concurrency: number, parsedCronItems: ParsedCronItem[]): Promise<Runner> {
  return run({
    pgPool: pool(),
    concurrency,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    logger: new JobLogger(() => (level, message) => {
      if (level === 'error') log().error({ job: message }, 'job failed');
    }),
    taskList: list,
    parsedCronItems,
  });
}

async function unlockLeftJobs(): Promise<void> {
  await pool().query(`
    select graphile_worker.force_unlock_workers(coalesce(array_agg(distinct locked_by), '{}'))
    from graphile_worker._private_jobs where locked_by is not null`);
}

/** Lets running jobs end, then stops. */
export async function stopJobs(): Promise<void> {
  const stopping = runners;
  runners = [];
  await Promise.all(stopping.map((runner) => runner.stop()));
}

/** Every defined task, in the queue library's shape: for the worker and for tests that drain the queue. */
export function taskList(): TaskList {
  return Object.fromEntries(
    [...tasks].map(([name, handle]) => [
      name,
      (payload: unknown) => outsideTransaction(() => handle(payload)),
    ]),
  );
}

function cronItems(): ParsedCronItem[] {
  return parseCronItems(schedules);
}
