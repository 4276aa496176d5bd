import pg from 'pg';

const EVERY_ROW = 1_000_000;
const MS_PER_SECOND = 1_000;
const VISITS_OF_A_CONNECTION = 500;
const CONNECTIONS_OF_A_ROUND = 32;
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Brings every click to its place, as whoever asks for figures does. @returns the seconds that it took. */
export async function settle(databaseUrl: string): Promise<number> {
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
export function visits(keys: string[], round: number, connection: number) {
  return Array.from({ length: VISITS_OF_A_CONNECTION }, (_, index) => {
    const number = (round * CONNECTIONS_OF_A_ROUND + connection) * VISITS_OF_A_CONNECTION + index;
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
