import { randomInt } from 'node:crypto';
import { systemActor } from '../server/core/actor.ts';
import { readConfig } from '../server/core/config.ts';
import { closeDatabase, openDatabase, pool } from '../server/core/db.ts';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import type { App } from '../server/core/http/server.ts';
import { migrate } from '../server/core/migrate.ts';
import { saveAccounts, savePeople, writeAccountFigures } from '../server/customers/index.ts';
import { createApp, prepareRooms } from '../server/main.ts';
import { createApiKey, createWorkspace } from '../server/workspace/index.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { atMost, type Measurement, percentile } from './measure.ts';

const ACCOUNTS = 100_000;
const BATCH = 10_000;
const ROUNDS = 300;
/** Several, because a key is limited to so many requests a minute. */
const KEYS = 5;
const MOST_MS = 50;
const INDUSTRIES = ['Software', 'Retail', 'Health', 'Finance', 'Education'];
const BANDS = ['good', 'average', 'poor'] as const;

/** The account list in many sorts and filters, and the pages behind it, on 100,000 accounts. */
export async function benchScreens(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const server = await startEmbeddedPostgres(dataDir);
  openDatabase(server.url);
  try {
    await migrate();
    const config = readConfig({ GOODWORD_DATA_DIR: dataDir, GOODWORD_LOG_LEVEL: 'silent' });
    prepareRooms(config);
    const { authorizations, ids } = await fill();
    const app = await createApp(config);
    app.get(
      '/bench/bare',
      { config: { permission: 'accounts.read' } },
      async () => (await pool().query('select 1')).rows,
    );
    const measured = await measure(app, authorizations, ids);
    await app.close();
    return measured;
  } finally {
    await closeDatabase();
    await server.stop();
    removeFolder(dataDir);
  }
}

async function fill(): Promise<{ authorizations: string[]; ids: string[] }> {
  const workspace = await createWorkspace(
    { name: 'Bench', slug: 'bench', timeZone: 'UTC', currency: 'USD', locale: 'en', isSample: true },
    { email: 'bench@example.com', name: 'Bench' },
  );
  const ids: string[] = [];
  for (let start = 0; start < ACCOUNTS; start += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, offset) => start + offset);
    const saved = await saveAccounts(
      workspace.id,
      numbers.map((number) => ({
        externalId: `bench-${number}`,
        name: `Company ${number}`,
        domain: `company-${number}.example`,
        industry: INDUSTRIES[number % INDUSTRIES.length],
        stage: 'customer' as const,
      })),
    );
    await savePeople(
      workspace.id,
      numbers.map((number) => ({
        email: `p@company-${number}.example`,
        name: `Person ${number}`,
        accountExternalId: `bench-${number}`,
      })),
    );
    await writeAccountFigures(
      workspace.id,
      saved.map(({ id }, offset) => ({
        accountId: id,
        mrrMinor: randomInt(100_000),
        currency: 'USD',
        healthScore: randomInt(100),
        healthBand: BANDS[offset % BANDS.length],
      })),
    );
    ids.push(...saved.map(({ id }) => id));
  }
  await pool().query('vacuum analyze');
  const keys = Array.from({ length: KEYS }, () =>
    createApiKey(systemActor(workspace.id, 'bench'), { name: 'bench', kind: 'secret' }),
  );
  const authorizations = (await Promise.all(keys)).map(({ key }) => `Bearer ${key}`);
  return { authorizations, ids };
}

async function measure(app: App, authorizations: string[], ids: string[]): Promise<Measurement[]> {
  const lists = [
    '/api/v1/accounts',
    '/api/v1/accounts?sort=mrrMinor',
    '/api/v1/accounts?sort=healthScore',
    '/api/v1/accounts?industry=Retail&sort=mrrMinor',
    '/api/v1/accounts?healthBand=poor&sort=name',
    '/api/v1/accounts?q=company%2099',
  ];
  const times = { bare: [] as number[], list: [] as number[], page: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = ids[randomInt(ids.length)];
    const authorization = authorizations[round % authorizations.length] ?? '';
    times.bare.push(await timeOf(app, authorization, '/bench/bare'));
    times.list.push(await timeOf(app, authorization, lists[round % lists.length] ?? ''));
    const page = [
      `/api/v1/accounts/${id}`,
      `/api/v1/accounts/${id}/timeline`,
      `/api/v1/accounts/${id}/people`,
    ];
    let whole = 0;
    for (const url of page) whole += await timeOf(app, authorization, url);
    times.page.push(whole);
  }
  const bare = `; bare select 1: ${percentile(times.bare, 0.95).toFixed(2)} ms`;
  return [
    atMost('account list, 100,000 accounts, p95', percentile(times.list, 0.95), MOST_MS, 'ms', bare),
    atMost('360° page, 100,000 accounts, p95', percentile(times.page, 0.95), MOST_MS, 'ms', bare),
  ];
}

async function timeOf(app: App, authorization: string, url: string): Promise<number> {
  const start = performance.now();
  const { statusCode, body } = await app.inject({ url, headers: { authorization } });
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${body}`);
  return performance.now() - start;
}
