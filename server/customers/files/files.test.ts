import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { sendFile } from '../../../test/support/papers.ts';
import { systemActor } from '../../core/actor.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { Permission, RowScope } from '../../workspace/permissions.ts';
import { createRole } from '../../workspace/roles/keep-roles.ts';
import { purgeFiles, RESTORABLE_DAYS } from './keep-files.ts';
import { MAX_FILE_BYTES } from './rules.ts';
import type { StoredFile } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
const WORDS = Buffer.from('What was agreed\u0000\u00ff');

async function company() {
  const { id: ws } = await makeWorkspace();
  const owner = await signInAsRole(app, ws, 'owner');
  const send = (method: Method, path: string, body?: object, headers: Headers = owner) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body && { body }) });
  const make = async (path: string, body: object) =>
    (await send('POST', path, body)).json<{ id: string }>().id;
  const account = await make('/accounts', { name: 'Acme' });
  const upload = (query: string, content = WORDS, name = 'offer.pdf', headers: Headers = owner) =>
    sendFile(app, `/files?${query}`, headers, content, name);
  const list = async (query: string, headers: Headers = owner) =>
    (await send('GET', `/files?${query}`, undefined, headers)).json<{ data: StoredFile[] }>().data;
  const textsOf = async (path: string) =>
    (await send('GET', `${path}/timeline`)).json<{ data: { text: string }[] }>().data.map(({ text }) => text);
  return { ws, owner, send, make, account, upload, list, textsOf };
}

type Headers = Record<string, string>;

async function withRole(ws: string, permissions: Permission[], rowScope: RowScope): Promise<Headers> {
  const { key } = await createRole(systemActor(ws, 'test'), {
    name: `Role ${rowScope}`,
    permissions,
    rowScope,
  });
  return signInAsRole(app, ws, key);
}

describe('a file', () => {
  it('comes back byte for byte, is on the timeline, and can never run in our page', async () => {
    const { send, account, upload, list, textsOf } = await company();
    const kept = (await upload(`accountId=${account}`, WORDS, '../../ก offer 1.html')).json<StoredFile>();
    expect(kept).toMatchObject({ name: 'ก offer 1.html', size: WORDS.length, accountId: account });
    expect(await list(`accountId=${account}&q=OFFER`)).toEqual([JSON.parse(JSON.stringify(kept))]);
    const { rawPayload, headers } = await send('GET', `/files/${kept.id}/content`);
    expect(rawPayload.equals(WORDS)).toBe(true);
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''%E0%B8%81%20offer/);
    expect(headers).toMatchObject({
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
    expect((await textsOf(`/accounts/${account}`))[0]).toBe('owner added the file ก offer 1.html');
  });

  it('is one, however often and at once it is sent to the same place; elsewhere it is another', async () => {
    const { owner, make, account, upload, list } = await company();
    const person = await make('/people', { email: 'ann@acme.example' });
    const sent = await Promise.all(Array.from({ length: 5 }, () => upload(`accountId=${account}`)));
    expect(new Set(sent.map((answer) => answer.json<StoredFile>().id)).size).toBe(1);
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201]);
    const keyed = { ...owner, 'idempotency-key': 'once' };
    await upload(`personId=${person}`, WORDS, 'offer.pdf', keyed);
    await upload(`personId=${person}`, WORDS, 'offer.pdf', keyed);
    await upload(`accountId=${account}`, Buffer.from('Other words'));
    expect(await list(`accountId=${account}`)).toHaveLength(2);
    expect(await list(`personId=${person}`)).toHaveLength(1);
  });

  it('is taken away and brought back, also by sending it again, and goes for good after thirty days', async () => {
    const { send, account, upload, list, textsOf } = await company();
    const { id } = (await upload(`accountId=${account}`)).json<StoredFile>();
    await send('PATCH', `/files/${id}`, { name: 'contract.pdf' });
    expect((await list(`accountId=${account}`))[0]?.name).toBe('contract.pdf');
    expect((await send('DELETE', `/files/${id}`)).statusCode).toBe(204);
    expect((await send('DELETE', `/files/${id}`)).statusCode).toBe(204);
    expect(await list(`accountId=${account}`)).toEqual([]);
    expect((await send('GET', `/files/${id}/content`)).statusCode).toBe(404);
    expect(await textsOf(`/accounts/${account}`)).not.toContain('owner added the file offer.pdf');
    expect((await send('POST', `/files/${id}/restoration`)).json()).toMatchObject({ id });
    await send('DELETE', `/files/${id}`);
    expect((await upload(`accountId=${account}`)).json()).toMatchObject({ id });
    await send('DELETE', `/files/${id}`);
    await purgeFiles(new Date());
    const stored = async () =>
      (await pool().query('select from customers.file_contents where file_id = $1', [id])).rowCount;
    expect(await stored()).toBe(1);
    await purgeFiles(new Date(Date.now() + (RESTORABLE_DAYS + 1) * 86_400_000));
    expect(await stored()).toBe(0);
  });

  it('is attached to what was written down, and then one of whom that is about', async () => {
    const { make, account, upload, list, textsOf } = await company();
    const note = await make('/activities', { kind: 'note', accountId: account, body: 'See the plan' });
    await upload(`activityId=${note}`, WORDS, 'plan.txt');
    expect(await list(`accountId=${account}`)).toMatchObject([{ name: 'plan.txt', activityId: note }]);
    expect(await textsOf(`/accounts/${account}`)).toEqual(['owner noted: See the plan']);
  });

  it('goes with its account through a merge, and back', async () => {
    const { send, make, account, upload, list } = await company();
    const other = await make('/accounts', { name: 'Acme Ltd' });
    await upload(`accountId=${account}`);
    await upload(`accountId=${other}`);
    const merge = (
      await send('POST', '/merges', { object: 'account', keptId: account, mergedId: other })
    ).json<{
      id: string;
    }>();
    expect(await list(`accountId=${account}`)).toHaveLength(2);
    await send('DELETE', `/merges/${merge.id}`);
    expect(await list(`accountId=${other}`)).toHaveLength(1);
  });
});

describe('bad input', () => {
  it('gets a sentence that names what is wrong, and keeps nothing', async () => {
    const { send, account, upload, list } = await company();
    const large = await upload(`accountId=${account}`, Buffer.alloc(MAX_FILE_BYTES + 1));
    expect(large.json()).toMatchObject({ status: 413, code: 'file_too_large' });
    expect((await upload(`accountId=${account}`, Buffer.alloc(0))).json()).toMatchObject({
      ...{ status: 422, errors: [{ path: 'file' }] },
    });
    expect((await upload('')).json()).toMatchObject({ status: 422, errors: [{ path: 'accountId' }] });
    expect((await upload(`accountId=${account}&dealId=x`)).json()).toMatchObject({ status: 422 });
    expect((await upload(`accountId=acc_${'0'.repeat(32)}`)).json()).toMatchObject({ status: 404 });
    const other = await send('POST', `/files?accountId=${account}`, { name: 'x' });
    expect(other.json()).toMatchObject({ status: 415, code: 'not_multipart' });
    expect(await list(`accountId=${account}`)).toEqual([]);
  });
});

describe('who reaches a file', () => {
  it('is who reaches its record, and of a deal who may read deals', async () => {
    const { ws, make, upload, list, send } = await company();
    const mine = await withRole(ws, ['accounts.read', 'accounts.write', 'deals.read'], 'own');
    const account = await make('/accounts', { name: 'Not theirs' });
    const deal = await make('/deals', { name: 'Not theirs' });
    const file = (await upload(`accountId=${account}`)).json<StoredFile>();
    const ofDeal = (await upload(`dealId=${deal}`, WORDS, 'deal.pdf')).json<StoredFile>();
    const noDeals = await withRole(ws, ['accounts.read', 'accounts.write'], 'all');
    const seenBy = async (headers: Headers, { id }: StoredFile) =>
      (await send('GET', `/files/${id}/content`, undefined, headers)).statusCode;
    expect(await seenBy(mine, file)).toBe(404);
    expect(await seenBy(mine, ofDeal)).toBe(404);
    expect(await list('', mine)).toEqual([]);
    expect((await send('DELETE', `/files/${file.id}`, undefined, mine)).statusCode).toBe(404);
    expect((await upload(`accountId=${account}`, WORDS, 'x', mine)).statusCode).toBe(404);
    expect(await seenBy(noDeals, file)).toBe(200);
    expect(await seenBy(noDeals, ofDeal)).toBe(404);
    expect(await list('', noDeals)).toHaveLength(1);
    expect((await send('DELETE', `/files/${ofDeal.id}`, undefined, noDeals)).statusCode).toBe(403);
    expect(await list(`dealId=${deal}`)).toHaveLength(1);
  });
});
