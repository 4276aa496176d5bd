import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { startEmbeddedPostgres } from '../server/core/embedded/postgres.ts';
import type { Report } from '../server/strategy/reports/schema.ts';
import { makeFolder, removeFolder } from '../test/support/folder.ts';
import { startGoodwordServer } from './child-server.ts';
import { installChdb, type Session } from './columnar.ts';
import { atMost, type Measurement, median } from './measure.ts';
import { type BenchProgram, makeProgram, runSql } from './program.ts';

const CLICKS = 10_000_000;
const DAYS = 30;
const FIRST_DAY = '2026-01-02';
const TIME_ZONE = 'Asia/Bangkok';
const AFFILIATES = 200;
const COUNTRIES = 40;
const WRITERS = 2;
const ROUNDS = 7;
const ROWS = 100;
const MOST_RATIO = 1;
const NAME = `report of ${DAYS} days, ${CLICKS / 1_000_000} million clicks / ClickHouse in process`;

/** Day × affiliate × country: the answered request beside the same question over the same raw clicks. */
export async function benchReports(): Promise<Measurement[]> {
  const dataDir = makeFolder();
  const session = installChdb(dataDir);
  if (!session) {
    removeFolder(dataDir);
    console.error('The reports are not measured: chdb cannot be installed here.');
    return [];
  }
  const postgres = await startEmbeddedPostgres(dataDir);
  try {
    const program = await makeProgram(postgres.url, AFFILIATES);
    await writeClicks(postgres.url, program);
    await fillColumns(postgres.url, path.join(dataDir, 'clicks.csv'), session);
    const goodword = await startGoodwordServer(dataDir, postgres.url);
    try {
      return [await measure(goodword.url, program, session)];
    } finally {
      await goodword.end('SIGTERM');
    }
  } finally {
    session.cleanup();
    await postgres.stop();
    removeFolder(dataDir);
  }
}

/** Raw clicks a day at a time, whose trigger sums them as it does for every writer of clicks. */
async function writeClicks(url: string, { workspaceId, links }: BenchProgram): Promise<void> {
  // No report reads these two, and ten million entries of each would take longer than the clicks.
  await runSql(
    url,
    `drop index tracking.clicks_by_visitor, tracking.clicks_by_visitor_hash;
    select core.ensure_month_partitions('tracking.clicks', '${FIRST_DAY}', 2);`,
  );
  const days = Array.from({ length: DAYS }, (_, day) => day);
  const perDay = Math.floor(CLICKS / DAYS);
  const linkIds = links.map(({ id }) => id);
  const affiliateIds = links.map(({ affiliateId }) => affiliateId);
  const writers = Array.from({ length: WRITERS }, () =>
    withClient(url, async (client) => {
      await client.query("set synchronous_commit = off; set work_mem = '256MB'");
      for (let day = days.shift(); day !== undefined; day = days.shift())
        await client.query(INSERT_DAY, [workspaceId, day, perDay, linkIds, affiliateIds]);
    }),
  );
  await Promise.all(writers);
  await runSql(url, SUM_DAYS);
  await runSql(url, 'vacuum analyze');
}

/** Some affiliates, countries and hours have most of the clicks, as everywhere. */
const INSERT_DAY = `
  insert into tracking.clicks (workspace_id, id, at, day, link_id, affiliate_id, offer_id, verdict, window_days,
    visitor_id, country, device, browser, referrer_host, sub1)
  select $1, 'clk_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(number::text || $2), 1, 19),
    at, '${FIRST_DAY}'::date + $2::integer, ($4::text[])[place], ($5::text[])[place], 'off_bench',
    (array['counted', 'counted', 'counted', 'counted', 'repeat', 'bot'])[1 + floor(random() * 6)::integer],
    30, 'visitor-' || floor(random() * 1e6)::integer,
    chr(65 + country / 8) || chr(65 + country % 8), (array['mobile', 'desktop', 'tablet'])[1 + floor(random() ^ 2 * 3)::integer],
    (array['Chrome', 'Safari', 'Firefox', 'Microsoft Edge'])[1 + floor(random() ^ 2 * 4)::integer],
    'site-' || floor(random() ^ 3 * 20)::integer || '.example', 'campaign-' || floor(random() ^ 3 * 10)::integer
  from (
    select number,
      date_trunc('milliseconds', ('${FIRST_DAY}'::date + $2::integer)::timestamp at time zone '${TIME_ZONE}'
        + make_interval(secs => number * 86399.0 / $3::integer)) as at,
      1 + floor(random() ^ 2 * ${AFFILIATES})::integer as place, floor(random() ^ 2 * ${COUNTRIES})::integer as country
    from generate_series(1, $3::integer) as number
  ) as visit`;

/** The sums of links by day, which whoever writes clicks writes beside them. */
const SUM_DAYS = `
  insert into tracking.click_days (workspace_id, day, link_id, affiliate_id, offer_id, counted, repeats, automatic)
  select workspace_id, day, link_id, affiliate_id, offer_id, count(*) filter (where verdict = 'counted'),
      count(*) filter (where verdict = 'repeat'), count(*) filter (where verdict = 'bot')
    from tracking.clicks group by workspace_id, day, link_id, affiliate_id, offer_id`;

async function withClient(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

const RAW_CLICKS = `copy (
  select workspace_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), link_id, affiliate_id, country,
    device, browser, verdict from tracking.clicks order by at) to stdout (format csv)`;

/** The same rows over a file, sorted and typed as a columnar store wants them. */
async function fillColumns(url: string, file: string, session: Session): Promise<void> {
  await withClient(url, (client) => pipeline(client.query(copyTo(RAW_CLICKS)), createWriteStream(file)));
  session.query(`
    create table clicks (workspace_id LowCardinality(String), at DateTime64(3, 'UTC'), link_id LowCardinality(String),
      affiliate_id LowCardinality(String), country LowCardinality(String), device LowCardinality(String),
      browser LowCardinality(String), verdict LowCardinality(String)) engine = MergeTree order by (workspace_id, at)`);
  session.query(`insert into clicks select * from file('${file}', CSV)`);
}

const PERIOD = `toDate(at, '${TIME_ZONE}') between '${FIRST_DAY}' and toDate('${FIRST_DAY}') + ${DAYS - 1}`;
const COUNTED = "countIf(verdict = 'counted') as counted, countIf(verdict = 'repeat') as repeats";
/** What the answered report holds: lines with most and the whole, the course of the days, and the bars. */
const questionsOf = (workspaceId: string) => {
  const from = `from clicks where workspace_id = '${workspaceId}' and ${PERIOD}`;
  return [
    `select toDate(at, '${TIME_ZONE}') as day, affiliate_id, country, ${COUNTED} ${from}
      group by day, affiliate_id, country having counted + repeats > 0 order by counted desc, day, affiliate_id, country limit ${ROWS}`,
    `select toDate(at, '${TIME_ZONE}') as day, ${COUNTED} ${from} group by day order by day`,
    `select affiliate_id, ${COUNTED} ${from} group by affiliate_id order by counted desc limit 10`,
  ];
};

async function measure(
  url: string,
  { workspaceId, apiKey }: BenchProgram,
  session: Session,
): Promise<Measurement> {
  const until = new Date(Date.parse(FIRST_DAY) + (DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const address = `${url}/api/v1/reports?by=day,affiliate,country&since=${FIRST_DAY}&until=${until}&limit=${ROWS}`;
  const times: { goodword: number[]; columns: number[]; lines: number[] } = {
    goodword: [],
    columns: [],
    lines: [],
  };
  // The first round warms both up and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${apiKey}` } });
    const report = (await answer.json()) as Report;
    const answered = performance.now();
    const [lines = '', days = ''] = questionsOf(workspaceId).map((question, place) => {
      const rows = session.query(question, 'CSV');
      if (place === 0 && round > 0) times.lines.push(performance.now() - answered);
      return rows;
    });
    const asked = performance.now();
    compare(report, lines, days);
    if (round === 0) continue;
    times.goodword.push(answered - start);
    times.columns.push(asked - answered);
  }
  const figures = `(Goodword ${median(times.goodword).toFixed(0)} ms, ClickHouse ${median(times.columns).toFixed(0)} ms, of it the lines alone ${median(times.lines).toFixed(0)} ms)`;
  return atMost(NAME, median(times.goodword) / median(times.columns), MOST_RATIO, '×', ` ${figures}`);
}

/** A faster answer that is another one would be worth nothing. */
function compare(report: Report, lines: string, days: string): void {
  const most = lines
    .trim()
    .split('\n')
    .map((line) => Number(line.split(',')[3]));
  const shown = report.rows.map(({ figures }) => figures.uniqueClicks);
  if (JSON.stringify(shown) !== JSON.stringify(most)) throw new Error('the lines differ');
  const byDay = days
    .trim()
    .split('\n')
    .map((line) => Number(line.split(',')[1]));
  if (JSON.stringify(report.days.map(({ figures }) => figures.uniqueClicks)) !== JSON.stringify(byDay))
    throw new Error('the days differ');
}
