import pg from 'pg';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { type ChildServer, startChild, startGoodwordServer } from './child-server.ts';
import { benchClickLoss } from './click-loss.ts';
import { load } from './load.ts';
import { atLeast, type Measurement, median } from './measure.ts';
import { analyze, makeProgram } from './program.ts';

const ROUNDS = [1, 2, 3, 4, 5];
const SECONDS = 5;
const EVERY_ROW = 1_000_000;
const MS_PER_SECOND = 1_000;
const LINKS = 100;
const VISITS_OF_A_CONNECTION = 500;
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Durable clicks with all product work, beside a server that only redirects and one that inserts one by one. */
export async function benchClicks(): Promise<Measurement[]> {
  return [...(await benchClickSpeed()), ...(await benchClickLoss())];
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

/** Clicks a second of each server, round by round; what is left to do when the load ends counts as well. */
async function measure(
  databaseUrl: string,
  urls: string[],
  keys: string[],
  rounds: number[],
): Promise<number[][]> {
  const rates: number[][] = urls.map(() => []);
  for (const round of rounds) {
    for (const [server, url] of urls.entries()) {
      const requestsOf = (connection: number) => visits(keys, round, connection);
      const rate = await load({ url, seconds: SECONDS, requestsOf, status: 302 });
      const settlingSeconds = await settle(databaseUrl);
      rates[server]?.push((rate * SECONDS) / (SECONDS + settlingSeconds));
    }
  }
  return rates;
}

/** Brings every click to its place, as whoever asks for figures does. @returns the seconds that it took. */
async function settle(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const start = performance.now();
  const { rows } = await client.query<{ workspace_id: string }>(
    'select distinct workspace_id from tracking.click_journal',
  );
  for (const { workspace_id } of rows)
    await client.query('select tracking.settle_clicks($1, $2)', [workspace_id, EVERY_ROW]);
  const seconds = (performance.now() - start) / MS_PER_SECOND;
  await client.end();
  return seconds;
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

function summarize([bare = [], goodword = [], single = []]: number[][]): Measurement[] {
  const ratio = (against: number[]) => median(goodword.map((rate, round) => rate / (against[round] ?? 1)));
  const perSecond = (rates: number[]) => `${Math.round(median(rates))}/s`;
  return [
    atLeast(
      'durable click / bare redirect',
      ratio(bare),
      0.25,
      ` (${perSecond(goodword)}, ${perSecond(bare)})`,
    ),
    atLeast('durable click / one INSERT per click', ratio(single), 2, ` (${perSecond(single)})`),
  ];
}
