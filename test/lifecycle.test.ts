import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GoodwordProcess, runCli, startServer } from './support/child.ts';
import { makeFolder, removeFolder } from './support/folder.ts';

const TIMEOUT_MS = 120_000;

let dataDir: string;
let running: GoodwordProcess[];

beforeEach(() => {
  dataDir = makeFolder();
  running = [];
});
afterEach(async () => {
  for (const { child, end } of running)
    if (child.exitCode === null && child.signalCode === null) await end('SIGTERM');
  removeFolder(dataDir);
});

async function start(): Promise<GoodwordProcess> {
  const server = await startServer(dataDir);
  running.push(server);
  return server;
}

function postgresPid(): number {
  return Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const setup = {
  workspaceName: 'Acme',
  name: 'Ann',
  email: 'ann@example.com',
  password: 'correct horse battery',
};

async function setUp(server: GoodwordProcess): Promise<number> {
  const { status } = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setup),
  });
  return status;
}

describe('an installation with the embedded database', { timeout: TIMEOUT_MS }, () => {
  it('survives kill -9: the next start takes over, and what was answered is there', async () => {
    const first = await start();
    expect(await setUp(first)).toBe(201);
    await first.end('SIGKILL');
    const second = await start();
    expect(await (await fetch(`${second.url}/api/v1/setup`)).json()).toEqual({ isSetUp: true });
  });

  it('stops its database when it is told to stop', async () => {
    const server = await start();
    const pid = postgresPid();
    expect(isAlive(pid)).toBe(true);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('refuses a second Goodword on its data folder, and says what to do', async () => {
    await start();
    const second = await runCli(['serve'], { GOODWORD_DATA_DIR: dataDir, PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/uses the data folder .* GOODWORD_DATA_DIR/);
  });

  it('answers commands beside the running server and without one', async () => {
    const server = await start();
    await setUp(server);
    const beside = await runCli(['api-key', 'create', '--name', 'one', '--json'], {
      GOODWORD_DATA_DIR: dataDir,
    });
    const { key } = JSON.parse(beside.stdout) as { key: string };
    const answer = await fetch(`${server.url}/api/v1/members`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
    await server.end('SIGTERM');
    const without = await runCli(['doctor', '--json'], { GOODWORD_DATA_DIR: dataDir });
    const { findings } = JSON.parse(without.stdout) as { findings: { check: string; isFine: boolean }[] };
    expect(findings.find(({ check }) => check === 'PostgreSQL')).toMatchObject({ isFine: true });
  });

  it('is restored from a backup as it was, and only into an empty installation unless told otherwise', async () => {
    const env = { GOODWORD_DATA_DIR: dataDir };
    const file = path.join(dataDir, 'backup.gz');
    await runCli(['user', 'create', '--email', 'ann@example.com', '--name', 'Ann'], env);
    expect((await runCli(['backup', file, '--json'], env)).code).toBe(0);
    expect((await runCli(['restore', file], env)).output).toContain('--replace');
    const otherDir = makeFolder();
    const restored = await runCli(['restore', file], { GOODWORD_DATA_DIR: otherDir });
    expect(restored.output).toContain('Restored');
    const again = await runCli(['user', 'create', '--email', 'ann@example.com', '--json'], {
      GOODWORD_DATA_DIR: otherDir,
    });
    expect(again.code).toBe(0);
    removeFolder(otherDir);
  });
});

describe('settings', () => {
  it('that cannot be used are named, all at once', async () => {
    const { code, output } = await runCli(['serve'], {
      GOODWORD_DATA_DIR: dataDir,
      PORT: 'abc',
      SMTP_URL: 'nonsense',
    });
    expect(code).toBe(1);
    expect(output).toContain('PORT must be a port number');
    expect(output).toContain('SMTP_URL must be an smtp:// or smtps:// address');
  });
});
