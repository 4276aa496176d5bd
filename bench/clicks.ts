import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { type ChildServer, startChild, startGoodwordServer } from './child-server.ts';
import { benchClickLoss } from './click-loss.ts';
import { load } from './load.ts';
import { atLeast, atMost, type Measurement, median } from './measure.ts';
import { analyze, makeProgram } from './program.ts';
import { benchTwoProcesses } from './two-processes.ts';
import { settle, visits } from './visits.ts';

const ROUNDS = [1, 2, 3, 4, 5];
const SECONDS = 5;
const LINKS = 100;
const LEAST_RATIO = 0.3;
const MOST_P99_MS = 25;

/** Durable clicks with all product work, beside a server that only redirects and one that inserts one by one. */
export async function benchClicks(): Promise<Measurement[]> {
  return [...(await benchClickSpeed()), ...(await benchTwoProcesses()), ...(await benchClickLoss())];
}

async function benchClickSpeed(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const postgres = await startEmbeddedPostgres(dataDir);
  const servers: ChildServer[] = [];
  try {
    const { links } = await makeProgram(postgres.url, LINKS);
    servers.push(await startChild('click-server.ts', {}, ['bare']));
    servers.push(await startGoodwordServer(dataDir, postgres.url));
    servers.push(await startChild('click-server.ts', { DATABASE_URL: postgres.url }, ['single']));
    const urls = servers.map(({ url }) => url);
    const keys = links.map(({ key }) => key);
    // The first round warms everything up and is not counted.
    await measure(postgres.url, urls, keys, [0]);
    await analyze(postgres.url);
    return summarize(await measure(postgres.url, urls, keys, ROUNDS));
  } finally {
    for (const server of servers) await server.end('SIGKILL');
    await postgres.stop();
    removeFolder(dataDir);
  }
}

interface Figures {
  rates: number[];
  p99Ms: number[];
}

/** Clicks a second of each server, round by round; what is left to do when the load ends counts as well. */
async function measure(
  databaseUrl: string,
  urls: string[],
  keys: string[],
  rounds: number[],
): Promise<Figures[]> {
  const figures: Figures[] = urls.map(() => ({ rates: [], p99Ms: [] }));
  for (const round of rounds) {
    for (const [server, url] of urls.entries()) {
      const requestsOf = (connection: number) => visits(keys, round, connection);
      const { count, p99Ms } = await load({ url, seconds: SECONDS, requestsOf, status: 302 });
      const settlingSeconds = await settle(databaseUrl);
      figures[server]?.rates.push(count / (SECONDS + settlingSeconds));
      figures[server]?.p99Ms.push(p99Ms);
    }
  }
  return figures;
}

const NOTHING: Figures = { rates: [], p99Ms: [] };

function summarize([bare = NOTHING, goodword = NOTHING, single = NOTHING]: Figures[]): Measurement[] {
  const ratio = ({ rates }: Figures) =>
    median(goodword.rates.map((rate, round) => rate / (rates[round] ?? 1)));
  const perSecond = ({ rates }: Figures) => `${Math.round(median(rates))}/s`;
  return [
    atLeast(
      'durable click / bare redirect',
      ratio(bare),
      LEAST_RATIO,
      ` (${perSecond(goodword)}, ${perSecond(bare)})`,
    ),
    atMost('p99 of a click at 32 connections', median(goodword.p99Ms), MOST_P99_MS, 'ms'),
    atLeast('durable click / one INSERT per click', ratio(single), 2, ` (${perSecond(single)})`),
  ];
}
