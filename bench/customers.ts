import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runOnce } from 'graphile-worker';
import { systemActor } from '../server/core/actor.ts';
import { readConfig } from '../server/core/config.ts';
import { closeDatabase, openDatabase, pool } from '../server/core/db.ts';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import type { App } from '../server/core/http/server.ts';
import { taskList } from '../server/core/jobs.ts';
import { migrate } from '../server/core/migrate.ts';
import { importPaths } from '../server/customers/index.ts';
import { createApp, prepareRooms } from '../server/main.ts';
import { createApiKey, createWorkspace } from '../server/workspace/index.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { BUSIEST, FIRST_NAMES, type Size, SYLLABLES, writeBigCompany } from './big-company.ts';
import { atLeast, atMost, type Measurement, percentile } from './measure.ts';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000);
const SIZE: Size = { people: PEOPLE, accounts: PEOPLE / 5, timeline: PEOPLE * 20, longest: PEOPLE / 10 };
const ROUNDS = 60;
const WARM_UPS = 5;
/** Several, because a key is limited to so many requests a minute. */
const KEYS = 20;
const MOST_MS = 60;
const MOST_RATIO = 2;
const MOST_MERGE_MS = 100;
const MERGES = 40;
const LEAST_ROWS_PER_SECOND = 15_000;
/** What an import of a million rows may hold more than one of a tenth. */
const MOST_GROWTH_MB = 150;
const MEGABYTE = 1_048_576;

/** One question: as the API answers it, and as plain SQL asks it. */
interface Question {
  name: string;
  url(round: number): string;
  sql: string;
  values(round: number): unknown[];
}

/** The screens of the customer record on a company with a million people, and a million more that come in. */
export async function benchCustomers(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const server = await startEmbeddedPostgres(dataDir);
  openDatabase(server.url);
  try {
    await migrate();
    const config = readConfig({ GOODWORD_DATA_DIR: dataDir, GOODWORD_LOG_LEVEL: 'silent' });
    prepareRooms(config);
    const workspaceId = await makeCompany('Bench');
    console.error(`writing ${SIZE.people} people and ${SIZE.timeline} timeline entries …`);
    await writeBigCompany(server.url, workspaceId, SIZE);
    const app = await createApp(config);
    const measured = [
      ...(await measureQuestions(app, workspaceId)),
      await measureMerges(app, workspaceId),
      ...(await measureImport(dataDir)),
    ];
    await app.close();
    return measured;
  } finally {
    await closeDatabase();
    await server.stop();
    removeFolder(dataDir);
  }
}

async function makeCompany(name: string): Promise<string> {
  const workspace = await createWorkspace(
    { name, slug: name.toLowerCase(), timeZone: 'UTC', currency: 'USD', locale: 'en', isSample: true },
    { email: `${name.toLowerCase()}@example.com`, name },
  );
  return workspace.id;
}

async function authorizationsOf(workspaceId: string): Promise<string[]> {
  const keys = Array.from({ length: KEYS }, () =>
    createApiKey(systemActor(workspaceId, 'bench'), { name: 'bench', kind: 'secret' }),
  );
  return (await Promise.all(keys)).map(({ key }) => `Bearer ${key}`);
}

const numberOf = (round: number, below: number) => (round * 7_919 + 13) % below;
const accountOf = (round: number) => `acc_${String(numberOf(round, SIZE.accounts)).padStart(7, '0')}`;
const firstNameOf = (round: number) => FIRST_NAMES[round % FIRST_NAMES.length] ?? '';
const syllableOf = (round: number) => SYLLABLES[round % SYLLABLES.length] ?? '';
/** As it is typed, letter by letter. */
const typedOf = (round: number) =>
  `${firstNameOf(round)} ${syllableOf(round)}${syllableOf(round + 3)}`
    .toLowerCase()
    .slice(0, 3 + (round % 8));

const TIMELINE_SQL = `select * from customers.timeline_entries where workspace_id = $1 and account_id = $2
  order by at desc, id desc limit 51`;

function questions(): Question[] {
  return [
    {
      name: 'accounts by three filters, sorted by MRR',
      url: (round) =>
        `/accounts?stage=customer&industry=${['Retail', 'Health'][round % 2]}&healthBand=poor&sort=mrrMinor`,
      sql: `select a.*, f.* from customers.accounts a join customers.account_figures f
        on f.workspace_id = a.workspace_id and f.account_id = a.id
        where a.workspace_id = $1 and a.stage = 'customer' and a.industry = $2 and f.health_band = 'poor'
        order by f.mrr_minor desc, a.id desc limit 51`,
      values: (round) => [['Retail', 'Health'][round % 2]],
    },
    {
      name: 'people by three filters, sorted by name',
      url: (round) => `/people?stage=customer&country=${['DE', 'TH'][round % 2]}&channel=ads&sort=name`,
      sql: `select * from customers.people where workspace_id = $1 and stage = 'customer' and country = $2
        and channel = 'ads' order by name_key, id limit 51`,
      values: (round) => [['DE', 'TH'][round % 2]],
    },
    {
      name: 'search as you type',
      url: (round) => `/search?q=${encodeURIComponent(typedOf(round))}`,
      sql: `(select 'person', id, name, email from customers.people where workspace_id = $1 and search_key like $2 limit 10)
        union all (select 'account', id, name, domain from customers.accounts where workspace_id = $1 and search_key like $2 limit 10)`,
      values: (round) => [`%${typedOf(round)}%`],
    },
    {
      name: '360° page: account',
      url: (round) => `/accounts/${accountOf(round)}`,
      sql: `select a.*, f.*, (select count(*) from customers.stakeholders s where s.workspace_id = a.workspace_id and s.account_id = a.id)
        from customers.accounts a join customers.account_figures f on f.workspace_id = a.workspace_id and f.account_id = a.id
        where a.workspace_id = $1 and a.id = $2`,
      values: (round) => [accountOf(round)],
    },
    {
      name: '360° page: people',
      url: (round) => `/accounts/${accountOf(round)}/people`,
      sql: `select * from customers.stakeholders s join customers.people p on p.workspace_id = s.workspace_id and p.id = s.person_id
        where s.workspace_id = $1 and s.account_id = $2 order by p.name_key limit 51`,
      values: (round) => [accountOf(round)],
    },
    {
      name: '360° page: timeline',
      url: (round) => `/accounts/${accountOf(round)}/timeline`,
      sql: TIMELINE_SQL,
      values: (round) => [accountOf(round)],
    },
    {
      name: `timeline of ${SIZE.longest} entries`,
      url: () => `/accounts/${BUSIEST}/timeline`,
      sql: TIMELINE_SQL,
      values: () => [BUSIEST],
    },
    {
      name: `words in a timeline of ${SIZE.longest} entries`,
      url: (round) => `/accounts/${BUSIEST}/timeline?q=${syllableOf(round)}${syllableOf(round + 5)}`,
      sql: `select * from customers.timeline_entries where workspace_id = $1 and account_id = $2 and search_key like $3
        order by at desc, id desc limit 51`,
      values: (round) => [BUSIEST, `%${syllableOf(round)}${syllableOf(round + 5)}%`],
    },
    {
      name: 'duplicate check of a person',
      url: (round) =>
        `/duplicates/likely?object=person&name=${encodeURIComponent(`${firstNameOf(round)} Karimo${syllableOf(round)}`)}&email=mail.${numberOf(round, SIZE.people)}%40karimoka.example`,
      sql: `select * from customers.people where workspace_id = $1 and (email = $2 or name_key = $3) limit 20`,
      values: (round) => [
        `mail.${numberOf(round, SIZE.people)}@karimoka.example`,
        `${firstNameOf(round)} karimo${syllableOf(round)}`.toLowerCase(),
      ],
    },
  ];
}

async function measureQuestions(app: App, workspaceId: string): Promise<Measurement[]> {
  const authorizations = await authorizationsOf(workspaceId);
  const rows: Measurement[] = [];
  for (const question of questions()) {
    const times = { answered: [] as number[], plain: [] as number[] };
    for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
      const key = round + WARM_UPS;
      const authorization = authorizations[key % authorizations.length] ?? '';
      const answered = await timeOf(() => ask(app, authorization, question.url(key)));
      const plain = await timeOf(() => pool().query(question.sql, [workspaceId, ...question.values(key)]));
      if (round < 0) continue;
      times.answered.push(answered);
      times.plain.push(plain);
    }
    rows.push(...compare(question.name, times));
  }
  return rows;
}

function compare(name: string, { answered, plain }: { answered: number[]; plain: number[] }): Measurement[] {
  const [ours, theirs] = [percentile(answered, 0.95), percentile(plain, 0.95)];
  return [
    atMost(`${name}, p95`, ours, MOST_MS, 'ms', `; plain SQL ${theirs.toFixed(2)} ms`),
    atMost(`${name} / plain SQL`, ours / theirs, MOST_RATIO, '×'),
  ];
}

async function ask(app: App, authorization: string, url: string): Promise<void> {
  const { statusCode, body } = await app.inject({ url: `/api/v1${url}`, headers: { authorization } });
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${body}`);
}

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Spreads numbers over 32 bits: D. Knuth, The Art of Computer Programming, volume 3, 6.4. */
function mix(number: number): number {
  return Math.imul(number + 1, 2_654_435_761) >>> 0;
}

/** Each person who is there twice, with the one before. */
async function measureMerges(app: App, workspaceId: string): Promise<Measurement> {
  const authorizations = await authorizationsOf(workspaceId);
  const times: number[] = [];
  for (let round = 0; round < MERGES; round += 1) {
    const id = (number: number) => `per_${String(number).padStart(8, '0')}`;
    const authorization = authorizations[round % authorizations.length] ?? '';
    const body = { object: 'person', keptId: id(round * 10), mergedId: id(round * 10 + 9) };
    times.push(
      await timeOf(async () => {
        const answer = await app.inject({
          method: 'POST',
          url: '/api/v1/merges',
          body,
          headers: { authorization },
        });
        if (answer.statusCode >= 300)
          throw new Error(`a merge answered ${answer.statusCode}: ${answer.body}`);
      }),
    );
  }
  return atMost('merge of two people, p95', percentile(times, 0.95), MOST_MERGE_MS, 'ms');
}

/** A file of people into a company of their own, and the look for duplicates among them. */
async function measureImport(dataDir: string): Promise<Measurement[]> {
  const small = await importPeople(dataDir, 'Small', SIZE.people / 10);
  const large = await importPeople(dataDir, 'Large', SIZE.people);
  return [
    atLeast(
      `import of ${SIZE.people} people, rows a second`,
      SIZE.people / large.importSeconds,
      LEAST_ROWS_PER_SECOND,
    ),
    atLeast(
      'the same with the look for duplicates',
      SIZE.people / (large.importSeconds + large.searchSeconds),
      LEAST_ROWS_PER_SECOND,
    ),
    atMost('memory more than for a tenth of it', large.peakMb - small.peakMb, MOST_GROWTH_MB, 'MB'),
  ];
}

async function importPeople(dataDir: string, name: string, rows: number) {
  const workspaceId = await makeCompany(name);
  const file = path.join(dataDir, `${name}.csv`);
  await pipeline(Readable.from(linesOf(rows)), createWriteStream(file));
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage().rss / MEGABYTE);
  }, 100);
  const importMs = await timeOf(() => importPaths(workspaceId, [file]));
  const searchMs = await timeOf(workQueue);
  clearInterval(watch);
  return { importSeconds: importMs / 1_000, searchSeconds: searchMs / 1_000, peakMb };
}

function* linesOf(rows: number): Generator<string> {
  yield 'Record ID,First Name,Last Name,Email,Phone Number,Country,Job Title\n';
  for (let row = 0; row < rows; row += 1) {
    // One in ten is somebody's double, with an address of another form.
    const of = row % 10 === 9 ? row - 9 : row;
    const mixed = mix(of);
    const last = [0, 4, 8, 12, 16].map((bits) => syllableOf((mixed >>> bits) & 15)).join('');
    const mail = row === of ? `mail.${of}` : `mail.${of}+new`;
    yield `${row},${firstNameOf(mixed >>> 20)},${last},${mail}@${last}${of % 1_000}.example,+1 555 ${row},DE,Engineer\n`;
  }
}

async function workQueue(): Promise<void> {
  const isDue = `select from graphile_worker._private_jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts limit 1`;
  while ((await pool().query(isDue)).rowCount)
    await runOnce({ pgPool: pool(), taskList: taskList(), noHandleSignals: true, logger: undefined });
}
