import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { freePort, makeFolder, removeFolder, startServer } from '../test/support/child.ts';
import { benchClickLoss } from './click-loss.ts';
import { load } from './load.ts';
import { atLeast, type Measurement, median } from './measure.ts';
import { makeProgram } from './program.ts';

const ROUNDS = 5;
const SECONDS = 4;
const LINKS = 100;
const VISITS_OF_A_CONNECTION = 2_000;
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Durable clicks with all product work, beside a server that only redirects and one that inserts one by one. */
export async function benchClicks(): Promise<Measurement[]> {
  return [...(await benchClickSpeed()), ...(await benchClickLoss())];
}

async function benchClickSpeed(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const postgres = await startEmbeddedPostgres(dataDir);
  const { links } = await makeProgram(postgres.url, LINKS);
  const keys = links.map(({ key }) => key);
  const goodword = await startServer(dataDir, { DATABASE_URL: postgres.url, GOODWORD_ROLE: 'web' });
  const bare = await startBaseline('bare', postgres.url);
  const single = await startBaseline('single', postgres.url);
  try {
    const rates: Record<'goodword' | 'bare' | 'single', number[]> = { goodword: [], bare: [], single: [] };
    const urls = { goodword: goodword.url, bare: bare.url, single: single.url };
    // The first round warms the servers up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of ['bare', 'goodword', 'single'] as const) {
        const requestsOf = (connection: number) => visits(keys, round, connection);
        const rate = await load({ url: urls[name], seconds: SECONDS, requestsOf, status: 302 });
        if (round > 0) rates[name].push(rate);
      }
    }
    return summarize(rates);
  } finally {
    for (const child of [bare.child, single.child]) child.kill('SIGKILL');
    await goodword.end('SIGTERM');
    await postgres.stop();
    removeFolder(dataDir);
  }
}

/** Every visit is by somebody else, so that each one is looked up and counted. */
function visits(keys: string[], round: number, connection: number) {
  return Array.from({ length: VISITS_OF_A_CONNECTION }, (_, index) => {
    const number = (round * 32 + connection) * VISITS_OF_A_CONNECTION + index;
    return {
      method: 'GET' as const,
      path: `/r/${keys[number % keys.length]}?utm_source=blog`,
      headers: {
        'user-agent': BROWSER,
        referer: 'https://blog.example/post',
        'x-forwarded-for': `${11 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}.7`,
      },
    };
  });
}

async function startBaseline(mode: string, url: string): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const script = path.join(import.meta.dirname, 'click-server.ts');
  const child = spawn(process.execPath, [script, mode, String(port)], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  });
  const address = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`the ${mode} server did not start`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { child, url: address };
}

function summarize(rates: Record<'goodword' | 'bare' | 'single', number[]>): Measurement[] {
  const ratios = (against: number[]) =>
    median(rates.goodword.map((rate, round) => rate / (against[round] ?? 1)));
  const figures = Object.entries(rates).map(([name, of]) => `${name} ${Math.round(median(of))}/s`);
  return [
    atLeast('durable click / bare redirect', ratios(rates.bare), 0.25, ` (${figures.join(', ')})`),
    atLeast('durable click / one INSERT per click', ratios(rates.single), 2),
  ];
}
