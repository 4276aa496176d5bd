import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { ROLE_PERMISSIONS, ROLES } from '../../workspace/index.ts';

const CHECK = '/api/v1/connection-check';
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const PROGRAM = 'curl/8.5.0';
const NEVER = {
  publishableKey: null,
  secretKey: null,
  billing: null,
  source: null,
  postback: null,
  pixel: null,
};
const NOTHING = { click: null, lead: null, sale: null };

const config = testConfig();
useDatabase(config);

let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(() => app.close());

const check = async (headers: Record<string, string>) =>
  (await app.inject({ method: 'GET', url: CHECK, headers })).json();

/** Opens the link as a browser or a program does; gives the click's id. */
async function open(url: string, agent: string): Promise<string> {
  const answer = await app.inject({
    method: 'GET',
    url: new URL(url, config.publicUrl).pathname,
    headers: { 'user-agent': agent },
  });
  expect(answer.statusCode).toBe(302);
  return new URL(String(answer.headers.location)).searchParams.get('gw_click') ?? '';
}

describe('the check of connections', () => {
  it('shows three dark lights in a workspace where nothing ever happened', async () => {
    const { id } = await makeWorkspace();
    expect(await check(await signInAsRole(app, id, 'owner'))).toEqual({
      ...{ publicUrl: config.publicUrl, ...NOTHING, heard: NEVER },
    });
  });

  it('turns green by a real click, a lead and a sale, and says by whom they came', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const linkUrl = `${config.publicUrl}/r/${affiliates[0]?.link.key}`;
    const owner = await signInAsRole(app, id, 'owner');
    await open(linkUrl, PROGRAM);
    expect(await check(owner)).toMatchObject(NOTHING);

    const clickId = await open(linkUrl, BROWSER);
    expect(await check(owner)).toMatchObject({
      ...{ click: { linkUrl, affiliateName: 'Ann', at: expect.any(String) }, lead: null, sale: null },
    });

    const key = await withApiKey(id);
    const tell = async (kind: string, body: object) =>
      app.inject({ method: 'POST', url: `/api/v1/events/${kind}`, headers: key, body });
    expect((await tell('lead', { customerExternalId: 'user_1', clickId })).statusCode).toBeLessThan(300);
    expect(await check(owner)).toMatchObject({
      ...{ lead: { customerExternalId: 'user_1', affiliateName: 'Ann' }, sale: null },
      heard: { ...NEVER, secretKey: expect.any(String) },
    });

    const sale = { customerExternalId: 'user_1', invoiceId: 'inv_1', amountMinor: 4_900, currency: 'EUR' };
    expect((await tell('sale', sale)).statusCode).toBeLessThan(300);
    expect(await check(owner)).toMatchObject({
      sale: { customerExternalId: 'user_1', affiliateName: 'Ann', amountMinor: 4_900, currency: 'EUR' },
    });
  });

  it('shows what arrived last, also when it happened long ago', async () => {
    const { id } = await makeProgram(['Ann']);
    const key = await withApiKey(id);
    for (const [customerExternalId, occurredAt] of [
      ['today', new Date().toISOString()],
      ['late', '2026-01-01T00:00:00Z'],
    ])
      await app.inject({
        ...{ method: 'POST', url: '/api/v1/events/lead', headers: key },
        body: { customerExternalId, occurredAt },
      });
    expect(await check(key)).toMatchObject({ lead: { customerExternalId: 'late', affiliateName: null } });
  });

  it('hears of each way on its own', async () => {
    const { id } = await makeProgram(['Ann']);
    const owner = await signInAsRole(app, id, 'owner');
    const make = async <T>(path: string, body: object) =>
      (await app.inject({ method: 'POST', url: `/api/v1${path}`, headers: owner, body })).json<T>();
    const postback = await make<{ url: string }>('/postback-keys', { name: 'Network' });
    await app.inject({ method: 'GET', url: `${new URL(postback.url).pathname}?tid=clk_unknown` });
    const publishable = await make<{ key: string }>('/api-keys', { name: 'Site', kind: 'publishable' });
    expect((await check(owner)).heard).toEqual({ ...NEVER, postback: expect.any(String) });
    await app.inject({
      ...{ method: 'POST', url: '/api/v1/events/lead', body: { customerExternalId: 'user_1' } },
      headers: { authorization: `Bearer ${publishable.key}` },
    });
    expect((await check(owner)).heard).toEqual({
      ...{ ...NEVER, postback: expect.any(String), publishableKey: expect.any(String) },
    });
  });

  it('tells another workspace nothing', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    await open(`${config.publicUrl}/r/${affiliates[0]?.link.key}`, BROWSER);
    const key = await withApiKey(id);
    await app.inject({
      ...{ method: 'POST', url: '/api/v1/events/sale', headers: key },
      body: { customerExternalId: 'user_1', invoiceId: 'inv_1', amountMinor: 100, currency: 'USD' },
    });
    const other = await makeWorkspace();
    expect(await check(await signInAsRole(app, other.id, 'owner'))).toMatchObject({
      ...{ ...NOTHING, heard: NEVER },
    });
  });

  it.each(ROLES)('answers a person in the role %s only where they may connect things', async (role) => {
    const { id } = await makeWorkspace();
    const headers = await signInAsRole(app, id, role);
    const { statusCode } = await app.inject({ method: 'GET', url: CHECK, headers });
    expect(statusCode).toBe(ROLE_PERMISSIONS[role].includes('workspace.write') ? 200 : 403);
  });
});
