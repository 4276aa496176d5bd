import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { createSource } from '../../signals/index.ts';
import { deleteSource } from '../../signals/sources/delete-source.ts';

useDatabase();

let app: App;
let ws: string;
let writeKey: string;
let sourceId: string;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
beforeEach(async () => {
  ws = (await makeWorkspace()).id;
  ({ writeKey, id: sourceId } = await createSource(systemActor(ws, 'test'), { name: 'Our app' }));
});

const track = (fields: object = {}) => ({ type: 'track', event: 'Export', userId: 'u1', ...fields });
const post = (path: string, body: object | string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body,
  });
const send = (...batch: object[]) => post('batch', { writeKey, batch });
const belongs = (user: string, group: string) => ({ type: 'group', userId: user, groupId: group });

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await pool().query(text, [ws])).rows;
}

const events = () =>
  query(
    'select feature, occurred_at, account_id, properties from signals.usage_events where workspace_id = $1 order by occurred_at, feature',
  );
const days = () =>
  query('select feature, quantity from signals.usage_days where workspace_id = $1 order by feature');

describe('who may send', () => {
  it('is told by the key in the body, in Basic authentication, or as Bearer beside the body’s key', async () => {
    const basic = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
    const answers = [
      await post('track', track({ writeKey })),
      await post('track', track(), { authorization: basic }),
      await post('track', track({ writeKey }), { authorization: 'Bearer some-token' }),
      await post('batch', { batch: [track({ writeKey })] }),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({ success: true });
    }
    expect(await events()).toHaveLength(4);
  });

  it('is nobody with an unknown or a deleted key', async () => {
    expect((await post('track', track({ writeKey: 'nobody' }))).statusCode).toBe(401);
    expect((await post('track', track())).statusCode).toBe(401);
    expect((await post('track', track({ writeKey }))).statusCode).toBe(200);
    await deleteSource(systemActor(ws, 'test'), sourceId);
    expect((await post('track', track({ writeKey }))).statusCode).toBe(401);
  });
});

describe('every way to send', () => {
  it('takes the long addresses, the short ones, plain text and packed bodies', async () => {
    for (const path of ['track', 't']) expect((await post(path, track({ writeKey }))).statusCode).toBe(200);
    for (const path of ['page', 'p', 'screen', 's', 'identify', 'i']) {
      expect((await post(path, { writeKey, userId: 'u1', name: 'Home' })).statusCode).toBe(200);
    }
    for (const path of ['group', 'g']) {
      expect((await post(path, { writeKey, userId: 'u1', groupId: 'g1' })).statusCode).toBe(200);
    }
    for (const path of ['alias', 'a']) {
      expect((await post(path, { writeKey, userId: 'u1', previousId: 'x' })).statusCode).toBe(200);
    }
    for (const path of ['batch', 'import', 'b']) {
      expect((await post(path, { writeKey, batch: [track()] })).statusCode).toBe(200);
    }
    expect((await post('m', { series: [] })).statusCode).toBe(200);
    const text = JSON.stringify(track({ writeKey }));
    expect((await post('t', text, { 'content-type': 'text/plain' })).statusCode).toBe(200);
    const packed = await post('t', gzipSync(text), { 'content-encoding': 'gzip' });
    expect(packed.statusCode).toBe(200);
    expect(await days()).toEqual([
      { feature: 'Export', quantity: 7 },
      { feature: 'Viewed Home Page', quantity: 2 },
      { feature: 'Viewed Home Screen', quantity: 2 },
    ]);
  });

  it('lets pages of every site send, with the headers of the browser client', async () => {
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/v1/t',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-retry-count',
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(String(preflight.headers['access-control-allow-headers'])).toMatch(/Authorization.*X-Retry-Count/);
  });

  it('tells the browser client its settings', async () => {
    const answer = await app.inject({ url: `/v1/projects/${writeKey}/settings` });
    expect(answer.json()).toMatchObject({ integrations: { 'Segment.io': { apiKey: writeKey } } });
    expect((await app.inject({ url: '/v1/projects/nobody/settings' })).statusCode).toBe(404);
  });
});

describe('a message', () => {
  it('counts once per source, whatever it says the second time', async () => {
    const other = await createSource(systemActor(ws, 'test'), { name: 'Other' });
    const message = track({ messageId: 'm1', timestamp: '2024-03-01T10:00:00Z' });
    await send(belongs('u1', 'g1'), message, message);
    await send({ ...message, timestamp: '2024-05-01T10:00:00Z', event: 'Other' });
    await post('batch', { writeKey: other.writeKey, batch: [message] });
    expect(await days()).toEqual([{ feature: 'Export', quantity: 2 }]);
    expect(await events()).toHaveLength(2);
  });

  it('happened at receivedAt − (sentAt − originalTimestamp)', async () => {
    const wrongClock = { timestamp: '2031-01-01T10:00:00Z', sentAt: '2031-01-01T11:00:00Z' };
    const before = Date.now();
    await post('track', track({ writeKey, ...wrongClock }));
    const [event] = await events();
    const age = before - new Date(String(event?.occurred_at)).getTime();
    expect(Math.abs(age - 3_600_000)).toBeLessThan(60_000);
  });

  it('carries the batch’s context, and its campaign becomes the channel of the person and the account', async () => {
    const campaign = { campaign: { source: 'google', medium: 'cpc' } };
    await post('batch', { writeKey, context: campaign, batch: [{ type: 'page', anonymousId: 'anon-1' }] });
    await send(
      { type: 'identify', anonymousId: 'anon-1', userId: 'u1', traits: { email: 'ann@acme.com' } },
      belongs('u1', 'g1'),
    );
    await send({
      type: 'identify',
      userId: 'u1',
      traits: { title: 'CTO' },
      context: { page: { referrer: 'https://www.linkedin.com/' } },
    });
    expect(await query('select channel, title from customers.people where workspace_id = $1')).toEqual([
      { channel: 'ads', title: 'CTO' },
    ]);
    expect(await query('select channel from customers.accounts where workspace_id = $1')).toEqual([
      { channel: 'ads' },
    ]);
  });
});

describe('messages in any order', () => {
  it('give usage to the account when its user is told later, anonymous visits too', async () => {
    await send(track(), { type: 'page', name: 'Pricing', anonymousId: 'anon-1' });
    expect(await days()).toEqual([]);
    await send(belongs('u1', 'g1'));
    await send({ type: 'identify', userId: 'u1', anonymousId: 'anon-1' });
    expect(await days()).toEqual([
      { feature: 'Export', quantity: 1 },
      { feature: 'Viewed Pricing Page', quantity: 1 },
    ]);
  });

  it('leave the newest traits and membership in place', async () => {
    const identify = (timestamp: string, title: string) => ({
      type: 'identify',
      userId: 'u1',
      timestamp,
      traits: { title },
    });
    await send(identify('2024-03-02T00:00:00Z', 'CTO'), {
      ...belongs('u1', 'g2'),
      timestamp: '2024-03-02T00:00:00Z',
    });
    await send(identify('2024-03-01T00:00:00Z', 'Intern'), {
      ...belongs('u1', 'g1'),
      timestamp: '2024-03-01T00:00:00Z',
    });
    const [person] = await query(
      'select p.title, a.external_id from customers.people p join customers.accounts a on a.workspace_id = p.workspace_id and a.id = p.account_id where p.workspace_id = $1',
    );
    expect(person).toEqual({ title: 'CTO', external_id: 'g2' });
  });

  it('move usage to the user that an alias names', async () => {
    await send(
      belongs('old', 'g1'),
      belongs('new', 'g1'),
      track({ userId: 'old' }),
      track({ userId: 'new' }),
    );
    await send({ type: 'alias', previousId: 'old', userId: 'new' });
    expect(await days()).toEqual([{ feature: 'Export', quantity: 2 }]);
  });
});

describe('bad input', () => {
  it('is refused for good only when it is no JSON or too large', async () => {
    const large = 'x'.repeat(33 * 1024);
    const refused = [
      await post('track', '{"event": '),
      await post('track', '[]'),
      await post('track', '', { 'content-type': 'text/plain' }),
      await post('batch', { writeKey, batch: 'none' }),
      await post('track', 'not gzip', { 'content-encoding': 'gzip' }),
      await post('track', track({ writeKey, properties: { large } })),
      await post('batch', { writeKey, batch: [track(), track({ properties: { large } })] }),
      await post('batch', {
        writeKey,
        batch: Array.from({ length: 600 }, () => track({ x: 'x'.repeat(1_000) })),
      }),
      await post('batch', gzipSync(Buffer.alloc(5_000_000, ' ')), { 'content-encoding': 'gzip' }),
      await post('batch', 'x'.repeat(2_000_000)),
    ];
    for (const answer of refused) {
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ success: false });
    }
    expect(await events()).toEqual([]);
  });

  it('never sinks what came with it', async () => {
    const odd = [
      null,
      7,
      {},
      { type: 'dance' },
      { type: 'track' },
      { type: 'identify', userId: 'u\0\ud800', traits: { email: 'no address', name: ['x'] } },
      { type: 'identify', userId: 'y'.repeat(300), traits: 'none' },
      { type: 'group', userId: 'u1' },
      { type: 'track', userId: 7, event: 'Nul\0', properties: { 'k\0': '\ud800' }, timestamp: 'yesterday' },
      { type: 'track', event: 'Old', timestamp: '0001-01-01T00:00:00Z' },
    ];
    const answer = await post('batch', { writeKey, batch: [...odd, track()] });
    expect(answer.statusCode).toBe(200);
    expect((await events()).map(({ feature }) => feature).sort()).toEqual(['Export', 'Nul', 'Old']);
  });

  it('of a database that cannot write is our fault: 503, and the sender comes back', async () => {
    await pool().query('alter table signals.message_keys rename to message_keys_away');
    const away = await post('track', track({ writeKey, messageId: 'm1' }));
    await pool().query('alter table signals.message_keys_away rename to message_keys');
    expect(away.statusCode).toBe(503);
    expect(away.headers['retry-after']).toBe('1');
    expect((await post('track', track({ writeKey, messageId: 'm1' }))).statusCode).toBe(200);
    expect(await events()).toHaveLength(1);
  });
});

describe('many senders at once', () => {
  it('share transactions, and every answered message is there once', async () => {
    await send(belongs('u1', 'g1'));
    const batches = Array.from({ length: 40 }, (_, batch) =>
      Array.from({ length: 50 }, (_, index) => track({ messageId: `m${batch % 20}-${index}` })),
    );
    const answers = await Promise.all(batches.map((batch) => send(...batch)));
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(await days()).toEqual([{ feature: 'Export', quantity: 1_000 }]);
  });
});
