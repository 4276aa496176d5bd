import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../../server/cli.ts');
// As the scripts of package.json start it.
const FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=60'];

export interface GoodwordProcess {
  child: ChildProcess;
  url: string;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it and gives back its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs the command line to its end. */
export async function runCli(args: string[], env: Record<string, string>) {
  const process = startCli(args, env);
  const [code] = (await once(process.child, 'close')) as [number | null];
  return { code, stdout: process.stdout(), output: process.output() };
}

/** Starts a server on a free port and waits until it answers. */
export async function startServer(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<GoodwordProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { child, output } = startCli(['serve'], { GOODWORD_DATA_DIR: dataDir, PORT: String(port), ...env });
  await untilReady(child, output);
  return {
    child,
    url,
    output,
    async end(signal) {
      const closed = once(child, 'close') as Promise<[number | null]>;
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

function startCli(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [...FLAGS, CLI, ...args], {
    env: { ...process.env, GOODWORD_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let all = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
    all += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    all += String(chunk);
  });
  return { child, output: () => all, stdout: () => stdout };
}

/** `serve` says where it is once it answers. */
async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const ended = new AbortController();
  child.once('close', () => ended.abort());
  while (!output().includes('Goodword is at')) {
    if (!child.stdout) throw new Error('the process has no output');
    await once(child.stdout, 'data', { signal: ended.signal }).catch(() => {
      throw new Error(`Goodword did not start: ${output()}`);
    });
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
