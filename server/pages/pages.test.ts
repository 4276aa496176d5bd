import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAs, signInAsRole, withApiKey } from '../../test/support/http.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { ensureIdentity, upsertMember } from '../workspace/index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const text = { title: 'One paragraph', kind: 'text', topic: 'Reports', body: 'We built better reports.' };

async function add(headers: Record<string, string>, body: object) {
  return app.inject({ method: 'POST', url: '/api/v1/materials', headers, body });
}

async function titles(url: string, headers: Record<string, string>): Promise<string[]> {
  const page = await app.inject({ url: `/api/v1${url}`, headers });
  return page.json<{ data: { title: string }[] }>().data.map(({ title }) => title);
}

describe('materials', () => {
  it('are written, changed and removed by those who may, and found by topic and offer', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const offer = await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example' });
    const other = await saveOffer(id, { name: 'Other', destinationUrl: 'https://acme.example' });
    const created = (await add(headers, text)).json<{ id: string }>();
    await add(headers, { ...text, title: 'For Main', topic: 'Speed', offerId: offer.id });
    await add(headers, { ...text, title: 'For Other', language: 'th', offerId: other.id });
    expect(await titles('/materials?topic=Reports', headers)).toEqual(['For Other', 'One paragraph']);
    expect(await titles(`/materials?offerId=${offer.id}`, headers)).toEqual(['For Main', 'One paragraph']);
    expect(await titles('/materials?language=th&limit=1', headers)).toEqual(['For Other']);

    const url = `/api/v1/materials/${created.id}`;
    const viewer = await signInAsRole(app, id, 'viewer');
    const foreign = await withApiKey((await makeWorkspace()).id);
    const change = { method: 'PATCH' as const, url, body: { title: 'Two paragraphs' } };
    expect((await app.inject({ ...change, headers: viewer })).statusCode).toBe(403);
    expect((await app.inject({ ...change, headers: foreign })).statusCode).toBe(404);
    expect((await app.inject({ ...change, headers })).json()).toMatchObject({ title: 'Two paragraphs' });
    expect((await app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(204);
    expect((await app.inject({ ...change, headers })).statusCode).toBe(404);
  });

  it('never hold a link that is no web address, or an offer of another workspace', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    for (const kind of ['link', 'image']) {
      const answer = await add(headers, { ...text, kind, body: 'javascript:alert(1)' });
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path: 'body' }] });
    }
    const link = await add(headers, { ...text, kind: 'link', body: 'https://acme.example/guide' });
    const url = `/api/v1/materials/${link.json<{ id: string }>().id}`;
    const change = await app.inject({ method: 'PATCH', url, headers, body: { body: 'data:text/html,x' } });
    expect(change.statusCode).toBe(422);
    const far = await saveOffer((await makeWorkspace()).id, {
      name: 'Far',
      destinationUrl: 'https://a.example',
    });
    expect((await add(headers, { ...text, offerId: far.id })).statusCode).toBe(404);
  });

  it('reach active affiliates on the portal, and no others', async () => {
    const { id } = await makeWorkspace();
    await add(await withApiKey(id), text);
    const email = `pat-${id}@example.com`;
    const password = 'correct horse battery';
    await upsertMember(id, await ensureIdentity({ email, name: 'Pat', password }), 'affiliate');
    const headers = await signInAs(app, email, password);
    expect((await app.inject({ url: '/api/v1/portal/materials', headers })).statusCode).toBe(404);
    const staff = await withApiKey(id);
    const created = await app.inject({
      method: 'POST',
      url: '/api/v1/affiliates',
      headers: staff,
      body: { name: 'Pat', email },
    });
    expect(created.statusCode).toBe(201);
    expect(await titles('/portal/materials', headers)).toEqual(['One paragraph']);
    await saveAffiliate(id, { email, name: 'Pat', status: 'suspended' });
    expect(await titles('/portal/materials', headers)).toEqual([]);
    expect((await app.inject({ url: '/api/v1/materials', headers })).statusCode).toBe(403);
  });
});
