import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../test/support/child.ts';

export interface ChildServer {
  child: ChildProcess;
  url: string;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Runs a script of this folder as a server of its own, on a free port in `PORT`, and waits until it answers. */
export async function startChild(
  script: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<ChildServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script), ...args], {
    env: { ...process.env, GOODWORD_LOG_LEVEL: 'silent', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`${script} did not start`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    child,
    url,
    async end(signal) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Goodword on a database of ours, answering requests and leaving the queue to nobody. */
export function startGoodwordServer(dataDir: string, databaseUrl: string): Promise<ChildServer> {
  return startChild('goodword-server.ts', {
    DATABASE_URL: databaseUrl,
    GOODWORD_DATA_DIR: dataDir,
    GOODWORD_ROLE: 'web',
  });
}
