import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type RunningPostgres, startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { startGoodwordServer } from './child-server.ts';
import type { Measurement } from './measure.ts';
import { makeProgram } from './program.ts';

const ROUNDS = 5;
const VISITORS = 32;
const TRAFFIC_MS = 1_500;
const BETWEEN_KILLS_MS = 300;
const START_TRIES = 40;
const RETRY_MS = 250;

/** Kills Goodword and PostgreSQL in the middle of traffic, and looks for every click that was answered. */
export async function benchClickLoss(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const answered: string[] = [];
  let lost = 0;
  let key = '';
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const postgres = await startAfterCrash(dataDir);
      key ||= (await makeProgram(postgres.url, 1)).links[0]?.key ?? '';
      await killInTraffic(dataDir, postgres, key, answered, round);
    }
    const postgres = await startAfterCrash(dataDir);
    lost = await countMissing(postgres.url, answered);
    await postgres.stop();
  } finally {
    removeFolder(dataDir);
  }
  return [
    {
      name: 'clicks answered and then lost',
      target: '0',
      measured: `${lost} of ${answered.length} in ${ROUNDS} rounds of kill -9`,
      isMet: lost === 0 && answered.length > 0,
    },
  ];
}

async function killInTraffic(
  dataDir: string,
  postgres: RunningPostgres,
  key: string,
  answered: string[],
  round: number,
): Promise<void> {
  const goodword = await startGoodwordServer(dataDir, postgres.url);
  const traffic = { isOn: true };
  const visitors = Array.from({ length: VISITORS }, (_, visitor) =>
    keepClicking(`${goodword.url}/r/${key}`, `9.${round}.${visitor}`, traffic, answered),
  );
  await delay(TRAFFIC_MS);
  // Which of the two goes first takes turns.
  if (round % 2 === 0) {
    process.kill(postgres.pid, 'SIGKILL');
    await delay(BETWEEN_KILLS_MS);
    await goodword.end('SIGKILL');
  } else {
    await goodword.end('SIGKILL');
    process.kill(postgres.pid, 'SIGKILL');
  }
  traffic.isOn = false;
  await Promise.all(visitors);
}

async function keepClicking(
  address: string,
  network: string,
  traffic: { isOn: boolean },
  answered: string[],
): Promise<void> {
  for (let number = 0; traffic.isOn; number += 1) {
    const headers = {
      'user-agent': 'Mozilla/5.0 Firefox/140.0',
      'x-forwarded-for': `${network}.${number & 255}`,
    };
    const answer = await fetch(address, { headers, redirect: 'manual' }).catch(() => null);
    if (answer?.status !== 302) {
      await delay(1);
      continue;
    }
    const clickId = new URL(answer.headers.get('location') ?? '').searchParams.get('gw_click');
    if (clickId) answered.push(clickId);
  }
}

/** The killed server's own children need a moment to see that they are alone. */
async function startAfterCrash(dataDir: string): Promise<RunningPostgres> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startEmbeddedPostgres(dataDir);
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await delay(RETRY_MS);
    }
  }
}

async function countMissing(url: string, clickIds: string[]): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(
      `select tracking.settle_clicks(workspace_id, 1000000)
       from (select distinct workspace_id from tracking.click_journal) as left_over`,
    );
    const { rows } = await client.query<{ missing: number }>(
      `select count(*)::integer as missing from unnest($1::text[]) as answered (id)
       where not exists (select from tracking.clicks where clicks.id = answered.id)`,
      [clickIds],
    );
    return rows[0]?.missing ?? clickIds.length;
  } finally {
    await client.end();
  }
}
