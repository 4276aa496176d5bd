import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { savePlan } from '../server/commissions/index.ts';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { type ClickInput, recordClicks } from '../server/tracking/index.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { type ChildServer, startGoodwordServer } from './child-server.ts';
import { load } from './load.ts';
import { atLeast, type Measurement, median } from './measure.ts';
import { analyze, type BenchProgram, makeProgram, runSql } from './program.ts';

const ROUNDS = 5;
const SECONDS = 5;
const CONNECTIONS = 32;
const AFFILIATES = 20;
const CUSTOMERS = 20_000;
const SALES_OF_A_CONNECTION = 1_000;
/** Where Debian keeps it; elsewhere it is on the path. */
const PGBENCH = ['/usr/bin/pgbench', '/usr/local/bin/pgbench', '/opt/homebrew/bin/pgbench'];
/** Within the window of the offer. */
const FIRST_CLICK_S = Math.floor(Date.now() / 1_000) - 10 * 86_400;
const HEX = 16;
const LEAST_RATIO = 0.5;

/** The sale endpoint, with attribution, idempotency and ledger, beside one statement that does the same writes. */
export async function benchSales(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const postgres = await startEmbeddedPostgres(dataDir);
  let goodword: ChildServer | null = null;
  try {
    const program = await makeProgram(postgres.url, AFFILIATES, fill);
    await runSql(
      postgres.url,
      `create schema bench; create function bench.first_click_s() returns integer language sql immutable
        as $$ select ${FIRST_CLICK_S} $$`,
    );
    await runSql(postgres.url, readFileSync(new URL('sale-statement.sql', import.meta.url), 'utf8'));
    const statement = saleStatement(postgres.url, program.workspaceId, dataDir);
    goodword = await startGoodwordServer(dataDir, postgres.url);
    const rates: { goodword: number[]; statement: number[] } = { goodword: [], statement: [] };
    // The first round warms both up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const requestsOf = (connection: number) => sales(program, round, connection);
      const url = goodword.url;
      const ours = await load({ url, seconds: SECONDS, requestsOf, status: 201 });
      const theirs = await statement.run();
      if (round === 0) {
        await analyze(postgres.url);
        continue;
      }
      rates.goodword.push(ours.perSecond);
      rates.statement.push(theirs);
    }
    const ratio = median(rates.goodword.map((rate, round) => rate / (rates.statement[round] ?? 1)));
    const figures = `${Math.round(median(rates.goodword))}/s and ${Math.round(median(rates.statement))}/s by ${statement.name}`;
    return [atLeast('sale endpoint / one SQL statement', ratio, LEAST_RATIO, ` (${figures})`)];
  } finally {
    await goodword?.end('SIGKILL');
    await postgres.stop();
    removeFolder(dataDir);
  }
}

/** A plan, and a click of every customer, some days ago. */
async function fill({ workspaceId, links }: BenchProgram): Promise<void> {
  await savePlan(workspaceId, {
    name: 'Standard',
    kind: 'percent',
    rateBasisPoints: 2_000,
    recurrence: 'lifetime',
    holdDays: 30,
    isDefault: true,
  });
  const clicks = Array.from(
    { length: CUSTOMERS },
    (_, customer): ClickInput => ({
      id: clickIdOf(customer),
      at: new Date((FIRST_CLICK_S + customer) * 1_000),
      linkId: links[customer % links.length]?.id ?? '',
      visitorId: `visitor-of-customer-${customer}`,
    }),
  );
  await recordClicks(workspaceId, clicks);
}

/** The same as `bench.click_id`. */
function clickIdOf(customer: number): string {
  const time = ((FIRST_CLICK_S + customer) * 1_000).toString(HEX).padStart(12, '0');
  return `clk_${time}${customer.toString(HEX).padStart(20, '0')}`;
}

/** Every sale is a new one, of some customer who may have bought before. */
function sales({ apiKey }: BenchProgram, round: number, connection: number) {
  return Array.from({ length: SALES_OF_A_CONNECTION }, (_, index) => {
    const customer = Math.floor(Math.random() * CUSTOMERS);
    return {
      method: 'POST' as const,
      path: '/api/v1/events/sale',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        externalId: `in_${round}_${connection}_${index}`,
        customerExternalId: `customer-${customer}`,
        clickId: clickIdOf(customer),
        amountMinor: 10_000,
        currency: 'USD',
      }),
    };
  });
}

interface Statement {
  name: string;
  /** Statements a second at 32 connections. */
  run(): Promise<number>;
}

function saleStatement(url: string, workspaceId: string, dataDir: string): Statement {
  const pgbench = PGBENCH.find((file) => existsSync(file));
  return pgbench
    ? { name: 'pgbench', run: () => runPgbench(pgbench, url, workspaceId, dataDir) }
    : {
        name: `${CONNECTIONS} bare connections (pgbench is not installed)`,
        run: () => runBare(url, workspaceId),
      };
}

async function runPgbench(
  pgbench: string,
  url: string,
  workspaceId: string,
  dataDir: string,
): Promise<number> {
  const script = path.join(dataDir, 'sale.sql');
  writeFileSync(
    script,
    `\\set customer random(0, ${CUSTOMERS - 1})\n\\set high random(1, 1000000000)\n\\set low random(1, 1000000000)\n` +
      `select bench.record_sale('${workspaceId}', :customer, 'pg_' || :high || '_' || :low);\n`,
  );
  const clients = ['-c', String(CONNECTIONS), '-j', '2', '-T', String(SECONDS)];
  const { stdout } = await promisify(execFile)(pgbench, [
    '-n',
    '-M',
    'prepared',
    ...clients,
    '-f',
    script,
    url,
  ]);
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (!rate) throw new Error(stdout);
  return Number(rate);
}

async function runBare(url: string, workspaceId: string): Promise<number> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  const start = performance.now();
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - start < SECONDS * 1_000) {
        const customer = Math.floor(Math.random() * CUSTOMERS);
        const values = [workspaceId, customer, `bare_${crypto.randomUUID()}`];
        await client.query({ name: 'sale', text: 'select bench.record_sale($1, $2, $3)', values });
        count += 1;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return count / seconds;
}
