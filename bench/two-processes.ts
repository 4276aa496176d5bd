import pg from 'pg';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { type ChildServer, startGoodwordServer } from './child-server.ts';
import { load } from './load.ts';
import { type Measurement, median } from './measure.ts';
import { makeProgram } from './program.ts';
import { settle, visits } from './visits.ts';

const ROUNDS = [1, 2, 3];
const SECONDS = 5;
const LINKS = 100;
const CONNECTIONS = 32;

/** Clicks through one process and through two on the same database, and whether any was lost or doubled. */
export async function benchTwoProcesses(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const postgres = await startEmbeddedPostgres(dataDir);
  const servers: ChildServer[] = [];
  try {
    const { links } = await makeProgram(postgres.url, LINKS);
    for (let process = 0; process < 2; process += 1)
      servers.push(await startGoodwordServer(dataDir, postgres.url));
    const urls = servers.map(({ url }) => url);
    const keys = links.map(({ key }) => key);
    const measure = (among: string[], round: number) => measureRound(postgres.url, among, keys, round);
    // The first round warms everything up and is not counted.
    let answered = (await measure(urls, 0)).count;
    const one: number[] = [];
    const two: number[] = [];
    for (const round of ROUNDS) {
      const alone = await measure(urls.slice(0, 1), 2 * round);
      const together = await measure(urls, 2 * round + 1);
      answered += alone.count + together.count;
      one.push(alone.perSecond);
      two.push(together.perSecond);
    }
    return summarize(one, two, answered, await countClicks(postgres.url));
  } finally {
    for (const server of servers) await server.end('SIGKILL');
    await postgres.stop();
    removeFolder(dataDir);
  }
}

/** The connections are shared out evenly; what is left to settle counts as well. */
async function measureRound(databaseUrl: string, urls: string[], keys: string[], round: number) {
  const each = CONNECTIONS / urls.length;
  const answers = await Promise.all(
    urls.map((url, index) =>
      load({
        url,
        seconds: SECONDS,
        status: 302,
        connections: each,
        requestsOf: (connection) => visits(keys, round, index * each + connection),
      }),
    ),
  );
  const count = answers.reduce((sum, answer) => sum + answer.count, 0);
  return { count, perSecond: count / (SECONDS + (await settle(databaseUrl))) };
}

interface Counted {
  clicks: number;
  ids: number;
  summed: number;
}

async function countClicks(url: string): Promise<Counted> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Counted>(
    `select count(*)::integer as clicks, count(distinct id)::integer as ids,
      (select sum(counted + repeats + automatic)::integer from tracking.click_days) as summed
     from tracking.clicks`,
  );
  await client.end();
  return rows[0] ?? { clicks: 0, ids: 0, summed: 0 };
}

/** A click whose visitor had hung up when the load ended is there too, and was not answered. */
function summarize(one: number[], two: number[], answered: number, counted: Counted): Measurement[] {
  const hungUp = 2 * CONNECTIONS * (1 + 2 * ROUNDS.length);
  const { clicks, ids, summed } = counted;
  const isExact = ids === clicks && summed === clicks && clicks >= answered && clicks <= answered + hungUp;
  const ratio = median(two.map((rate, round) => rate / (one[round] ?? 1)));
  return [
    {
      name: 'two processes on one database / one',
      target: 'none lost',
      measured: `${ratio.toFixed(2)} (${Math.round(median(two))}/s, ${Math.round(median(one))}/s); ${answered} answered, ${clicks} kept, ${summed} summed`,
      isMet: isExact,
    },
  ];
}
