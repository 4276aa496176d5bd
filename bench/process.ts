import { readFileSync } from 'node:fs';
import { type GoodwordProcess, runCli, startServer } from '../test/support/child.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { atMost, type Measurement, median } from './measure.ts';

const ROUNDS = 3;
const MOST_START_SECONDS = 3;
const MOST_MEGABYTES = 300;
const PAGES = ['accounts', 'ranking', 'affiliates', 'sales', 'commissions', 'quality/affiliates', 'people'];
const VISITS = 20;

/** How soon a stopped installation answers again, and what its own process then needs for the sample company. */
export async function benchProcess(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  try {
    const loaded = await runCli(['sample'], { GOODWORD_DATA_DIR: dataDir });
    if (loaded.code !== 0) throw new Error(loaded.output);
    const { stdout } = await runCli(['api-key', 'create', '--name', 'bench', '--json'], {
      GOODWORD_DATA_DIR: dataDir,
    });
    const { key } = JSON.parse(stdout) as { key: string };
    const seconds: number[] = [];
    const megabytes: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      const server = await startServer(dataDir);
      seconds.push((performance.now() - start) / 1_000);
      await visit(server, key);
      megabytes.push(residentMegabytes(server));
      await server.end('SIGTERM');
    }
    return [
      atMost('warm start to first answered request', median(seconds), MOST_START_SECONDS, 's'),
      atMost('memory while serving the sample company', median(megabytes), MOST_MEGABYTES, 'MB'),
    ];
  } finally {
    removeFolder(dataDir);
  }
}

async function visit({ url }: GoodwordProcess, key: string): Promise<void> {
  for (let round = 0; round < VISITS; round += 1) {
    for (const page of PAGES) {
      const answer = await fetch(`${url}/api/v1/${page}`, { headers: { authorization: `Bearer ${key}` } });
      if (!answer.ok) throw new Error(`${page} answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  }
}

function residentMegabytes({ child }: GoodwordProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}
