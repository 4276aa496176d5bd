import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { systemActor } from '../server/core/actor.ts';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { saveAccounts, savePeople } from '../server/customers/index.ts';
import { createSource } from '../server/signals/index.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { startGoodwordServer } from './child-server.ts';
import { load } from './load.ts';
import { atLeast, type Measurement, median } from './measure.ts';
import { makeProgram } from './program.ts';

const ROUNDS = 5;
const SECONDS = 3;
const BATCH_SIZE = 100;
const ACCOUNTS = 200;
const PEOPLE = 1_000;
const FEATURES = 10;
const TARGET_RATIO = 0.6;
/** Stands in a prepared body where a batch's own mark goes, so that every message is a new one. */
const MARK = '@@@@';

interface Sender {
  workspaceId: string;
  writeKey: string;
}

/** Batches of 100 events, answered after the commit and counted once, beside one connection that only inserts. */
export async function benchSegment(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const postgres = await startEmbeddedPostgres(dataDir);
  const sender = await makeSender(postgres.url);
  const goodword = await startGoodwordServer(dataDir, postgres.url);
  const client = new pg.Client(postgres.url);
  await client.connect();
  await client.query(`
    create table plain_events (workspace_id text not null, key uuid not null, occurred_at timestamptz not null,
      received_at timestamptz not null, source_id text, kind text not null, feature text not null,
      account_id text, person_id text, user_key text, quantity bigint not null, properties jsonb,
      primary key (workspace_id, occurred_at, key))`);
  try {
    const rates: { goodword: number[]; plain: number[] } = { goodword: [], plain: [] };
    // The first round warms everything up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const taken = await sendBatches(goodword.url, sender);
      const inserted = await insertBatches(client, sender.workspaceId);
      if (round === 0) continue;
      rates.goodword.push(taken * BATCH_SIZE);
      rates.plain.push(inserted * BATCH_SIZE);
    }
    return [summarize(rates)];
  } finally {
    await client.end();
    await goodword.end('SIGTERM');
    await postgres.stop();
    removeFolder(dataDir);
  }
}

async function makeSender(url: string): Promise<Sender> {
  let writeKey = '';
  const { workspaceId } = await makeProgram(url, 1, async (program) => {
    const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
      externalId: `group-${index}`,
      name: `Account ${index}`,
    }));
    await saveAccounts(program.workspaceId, accounts);
    const people = Array.from({ length: PEOPLE }, (_, index) => ({
      externalId: `user-${index}`,
      accountExternalId: `group-${index % ACCOUNTS}`,
    }));
    await savePeople(program.workspaceId, people);
    const source = await createSource(systemActor(program.workspaceId, 'bench'), { name: 'Bench' });
    writeKey = source.writeKey;
  });
  return { workspaceId, writeKey };
}

/** Events as the Segment client for Node sends them. */
function eventsOf(offset: number) {
  const timestamp = new Date().toISOString();
  return Array.from({ length: BATCH_SIZE }, (_, index) => ({
    type: 'track',
    messageId: `node-next-${MARK}-${index}`,
    userId: `user-${(offset * BATCH_SIZE + index * 7) % PEOPLE}`,
    event: `Feature ${index % FEATURES} Used`,
    properties: { plan: 'Pro', rows: index, isScheduled: index % 2 === 0 },
    timestamp,
    context: { library: { name: '@segment/analytics-node', version: '3.1.0' } },
    integrations: {},
    _metadata: { nodeVersion: '24.0.0', jsRuntime: 'node' },
  }));
}

/** @returns batches answered a second at 32 connections. */
async function sendBatches(url: string, { writeKey }: Sender): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const { perSecond } = await load({
    url,
    seconds: SECONDS,
    status: 200,
    requestsOf: (connection) => {
      const body = JSON.stringify({ batch: eventsOf(connection), sentAt: new Date().toISOString() });
      return [
        {
          method: 'POST',
          path: '/v1/batch',
          headers: { authorization, 'content-type': 'application/json' },
          setupRequest: (request) => ({ ...request, body: body.replaceAll(MARK, randomUUID()) }),
        },
      ];
    },
  });
  return perSecond;
}

/** @returns batches committed a second by one connection, one statement each. */
async function insertBatches(client: pg.Client, workspaceId: string): Promise<number> {
  const batches = Array.from({ length: 32 }, (_, index) => eventsOf(index));
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < SECONDS * 1_000) {
    const rows = batches[count % batches.length] ?? [];
    const values = rows.flatMap((event, index) => plainRow(workspaceId, event, index));
    await client.query(INSERT, values);
    count += 1;
  }
  return count / ((performance.now() - start) / 1_000);
}

function plainRow(workspaceId: string, event: ReturnType<typeof eventsOf>[number], index: number): unknown[] {
  return [
    workspaceId,
    randomUUID(),
    event.timestamp,
    event.timestamp,
    'src_0192f3a4b5c6d7e8f90a1b2c3d4e5f60',
    event.type,
    event.event,
    `acc_0192f3a4b5c6d7e8f90a1b2c3d4e5${String(index % ACCOUNTS).padStart(3, '0')}`,
    `per_0192f3a4b5c6d7e8f90a1b2c3d4e5${String(index).padStart(3, '0')}`,
    event.userId,
    1,
    JSON.stringify(event.properties),
  ];
}

const COLUMNS = 12;
const INSERT = `insert into plain_events values ${Array.from(
  { length: BATCH_SIZE },
  (_, row) => `(${Array.from({ length: COLUMNS }, (_column, column) => `$${row * COLUMNS + column + 1}`)})`,
).join(', ')}`;

function summarize(rates: { goodword: number[]; plain: number[] }): Measurement {
  const ratio = median(rates.goodword.map((rate, round) => rate / (rates.plain[round] ?? 1)));
  const figures = Object.entries(rates).map(([name, of]) => `${name} ${Math.round(median(of))} events/s`);
  return atLeast(
    'Segment batches of 100 / plain multi-row insert',
    ratio,
    TARGET_RATIO,
    ` (${figures.join(', ')})`,
  );
}
