import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '../server/core/db.ts';
import { type GoodwordProcess, startServer } from './support/child.ts';
import { TEST_SECRET, useDatabase } from './support/database.ts';
import { makeFolder, removeFolder } from './support/folder.ts';
import { withApiKey } from './support/http.ts';
import { makeProgram } from './support/program.ts';

const START_TIMEOUT_MS = 120_000;
const HEARD_WITHIN_MS = 1_000;
const SETTLED_WITHIN_MS = 20_000;
const VISITS = 40;
const CAP = 10;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';

useDatabase();

const folders = [makeFolder(), makeFolder()];
let webs: GoodwordProcess[] = [];

beforeAll(async () => {
  const env = {
    DATABASE_URL: pool().options.connectionString ?? '',
    GOODWORD_SECRET: TEST_SECRET,
    GOODWORD_ROLE: 'web',
  };
  webs = await Promise.all(folders.map((folder) => startServer(folder, env)));
}, START_TIMEOUT_MS);
afterAll(async () => {
  await Promise.all(webs.map(({ end }) => end('SIGTERM')));
  for (const folder of folders) removeFolder(folder);
}, START_TIMEOUT_MS);

/** A visit of somebody else each time. */
async function visit(url: string, key: string, visitor: number): Promise<string | null> {
  const headers = { 'user-agent': BROWSER, 'x-forwarded-for': `10.1.${visitor >> 8}.${visitor & 255}` };
  const { headers: answered } = await fetch(`${url}/r/${key}`, { headers, redirect: 'manual' });
  return answered.get('location');
}

describe('two web processes on one database', { timeout: START_TIMEOUT_MS }, () => {
  it('serve within a second what the other one has changed, and count every click', async () => {
    const [one, other] = webs.map(({ url }) => url) as [string, string];
    const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
    const [link, counted] = affiliates.map((affiliate) => affiliate.link);
    if (!link || !counted) throw new Error('no link');
    const headers = { ...(await withApiKey(id)), 'content-type': 'application/json' };
    for (const url of [one, other]) expect(await visit(url, link.key, 0)).toContain('acme.example');

    const body = JSON.stringify({ destinationUrl: 'https://acme.example/other' });
    const changed = await fetch(`${one}/api/v1/links/${link.id}`, { method: 'PATCH', headers, body });
    expect(changed.status).toBe(200);
    await expect
      .poll(() => visit(other, link.key, 1), { timeout: HEARD_WITHIN_MS, interval: 50 })
      .toContain('acme.example/other');

    const visitors = Array.from({ length: VISITS }, (_, index) => index);
    const places = await Promise.all(
      visitors.map((visitor) => visit(visitor % 2 ? one : other, counted.key, visitor)),
    );
    expect(places.every((place) => place?.includes('acme.example'))).toBe(true);
    const count = async () =>
      (await pool().query('select count(*) from tracking.clicks where link_id = $1', [counted.id])).rows[0]
        .count;
    await expect.poll(count, { timeout: SETTLED_WITHIN_MS }).toBe(VISITS);
  });

  it('let through at most the cap each, and nobody more once they know of each other', async () => {
    const [one, other] = webs.map(({ url }) => url) as [string, string];
    const { id, affiliates } = await makeProgram(['Ann']);
    const link = affiliates[0]?.link;
    if (!link) throw new Error('no link');
    const headers = { ...(await withApiKey(id)), 'content-type': 'application/json' };
    const body = JSON.stringify({ clicksPerDay: CAP });
    await fetch(`${one}/api/v1/links/${link.id}`, { method: 'PATCH', headers, body });
    const isLedOn = async (url: string, visitor: number) =>
      (await visit(url, link.key, visitor))?.includes('gw_click=') ?? false;
    const first = await Promise.all(
      Array.from({ length: VISITS }, (_, visitor) => isLedOn(visitor % 2 ? one : other, visitor)),
    );
    const counted = first.filter(Boolean).length;
    expect(counted).toBeGreaterThanOrEqual(CAP);
    expect(counted).toBeLessThanOrEqual(2 * CAP);
    await Promise.all([one, other].map((url) => isLedOn(url, VISITS)));
    for (const url of [one, other]) expect(await isLedOn(url, VISITS + 1)).toBe(false);
  });
});
