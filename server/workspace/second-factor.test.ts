import { randomInt } from 'node:crypto';
import { URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { PASSWORD, signInAs, signInAsRole, withApiKey } from '../../test/support/http.ts';
import { listOperations } from '../../test/support/openapi.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { createSignInLink, upsertMember } from './index.ts';

useDatabase();

/** Every address of the document is asked once. */
const WALK_TIMEOUT_MS = 60_000;
/** All that somebody may do who has yet to set up a second factor. */
const OPEN = ['GET /api/v1/session', 'PUT /api/v1/session/workspace'];

type Headers = Record<string, string>;

const config = testConfig();
let app: App;
beforeAll(async () => {
  app = await createApp(config);
  await app.ready();
});
afterAll(() => app.close());

/** Attempts are limited by address; each is a visitor of its own. */
const visitor = () => ({
  origin: 'http://localhost:4400',
  'x-forwarded-for': `10.7.${randomInt(256)}.${randomInt(256)}`,
});
const cookiesOf = (answer: { cookies: { name: string; value: string }[] }) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const post = (path: string, body: object, headers: Headers = {}) =>
  app.inject({ method: 'POST', url: `/api/auth/${path}`, headers: { ...visitor(), ...headers }, body });
const sessionOf = (headers: Headers) => app.inject({ url: '/api/v1/session', headers });
const change = (headers: Headers, body: object) =>
  app.inject({ method: 'PATCH', url: '/api/v1/workspace', headers, body });

/** Sets up a second factor, as the screen does. */
async function enroll(headers: Headers) {
  const enabled = await post('two-factor/enable', { password: PASSWORD }, headers);
  const { totpURI, backupCodes } = enabled.json<{ totpURI: string; backupCodes: string[] }>();
  const totp = URI.parse(totpURI);
  const verified = await post('two-factor/verify-totp', { code: totp.generate() }, headers);
  expect(verified.statusCode).toBe(200);
  return {
    headers: { cookie: cookiesOf(verified), 'sec-fetch-site': 'same-origin' },
    code: () => totp.generate(),
    backupCodes,
  };
}

/** A workspace whose owner asks everybody for a second factor. */
async function strictCompany() {
  const { id: ws, slug } = await makeWorkspace();
  const email = `owner-${slug}@example.com`;
  const owner = await enroll(await signInAs(app, email));
  expect((await change(owner.headers, { requiresSecondFactor: true })).statusCode).toBe(200);
  return { ws, email, owner };
}

describe('a workspace in which everybody must use a second factor', () => {
  it('cannot be made so by somebody who has none themselves, nor by a key', async () => {
    const { id: ws, slug } = await makeWorkspace();
    const owner = await signInAs(app, `owner-${slug}@example.com`);
    for (const headers of [owner, await withApiKey(ws)]) {
      const answer = await change(headers, { requiresSecondFactor: true });
      expect(answer.json()).toMatchObject({ status: 409, code: 'second_factor_first' });
    }
    expect((await sessionOf(owner)).json().workspace.requiresSecondFactor).toBe(false);
  });

  it(
    'refuses every route of the API document to a member without one, but what leads to it',
    async () => {
      const { ws } = await strictCompany();
      const address = visitor();
      const headers = { ...(await signInAsRole(app, ws, 'admin')), ...address };
      const open: string[] = [];
      const operations = listOperations(app).filter(({ permission }) => permission !== 'public');
      expect(operations.length).toBeGreaterThan(200);
      for (const { method, path, url } of operations) {
        const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
        const answer = await app.inject({ method, url, headers, ...body });
        const isRefused = answer.statusCode === 403 && answer.json().code === 'second_factor_required';
        if (!isRefused) open.push(`${method} ${path}`);
      }
      expect(open.sort()).toEqual(OPEN);
      expect((await sessionOf(headers)).json().user.mustSetUpTwoFactor).toBe(true);
    },
    WALK_TIMEOUT_MS,
  );

  it('lets them in as soon as they have set it up, with recovery codes', async () => {
    const { ws } = await strictCompany();
    const before = await signInAsRole(app, ws, 'sales');
    const members = (headers: Headers) => app.inject({ url: '/api/v1/members', headers });
    expect((await members(before)).statusCode).toBe(403);
    const { headers, backupCodes } = await enroll(before);
    expect(backupCodes.length).toBeGreaterThan(5);
    expect((await sessionOf(headers)).json().user).toMatchObject({
      hasTwoFactor: true,
      mustSetUpTwoFactor: false,
    });
    const { data } = (await members(headers)).json();
    expect(data.map((one: { hasSecondFactor: boolean }) => one.hasSecondFactor)).toEqual([true, true]);
    // A recovery code signs in, in place of the device that was lost.
    const asked = await post('sign-in/email', { email: `sales-${ws}@example.com`, password: PASSWORD });
    const pending = { cookie: cookiesOf(asked) };
    const back = await post('two-factor/verify-backup-code', { code: backupCodes[0] }, pending);
    expect((await members({ cookie: cookiesOf(back) })).statusCode).toBe(200);
  });

  it('shuts out again who turns theirs off', async () => {
    const { ws } = await strictCompany();
    const { headers } = await enroll(await signInAsRole(app, ws, 'sales'));
    const off = await post('two-factor/disable', { password: PASSWORD }, headers);
    const cookie = cookiesOf(off) || headers.cookie;
    const answer = await app.inject({ url: '/api/v1/members', headers: { ...headers, cookie } });
    expect(answer.json()).toMatchObject({ code: 'second_factor_required' });
  });

  it('asks nothing of keys, of affiliates, and of what its members do elsewhere', async () => {
    const { ws } = await strictCompany();
    const key = await withApiKey(ws);
    expect((await app.inject({ url: '/api/v1/members', headers: key })).statusCode).toBe(200);
    const affiliate = await signInAsRole(app, ws, 'affiliate');
    expect((await sessionOf(affiliate)).json().user.mustSetUpTwoFactor).toBe(false);
    const sales = await signInAsRole(app, ws, 'sales');
    const elsewhere = await makeWorkspace();
    await upsertMember(elsewhere.id, (await sessionOf(sales)).json().user.id, 'viewer');
    const body = { workspaceId: elsewhere.id };
    await app.inject({ method: 'PUT', url: '/api/v1/session/workspace', headers: sales, body });
    expect((await app.inject({ url: '/api/v1/members', headers: sales })).statusCode).toBe(200);
  });
});

describe('a mailed sign-in link', () => {
  it.each(['', '&callbackURL=%2F'])(
    'is one factor: who has a second one is asked for it too%s',
    async (more) => {
      const { email, owner } = await strictCompany();
      const link = new URL(await createSignInLink(config, email));
      const url = `/api/auth/magic-link/verify?token=${link.searchParams.get('token')}${more}`;
      const opened = await app.inject({ url, headers: visitor() });
      expect(opened.json()).toMatchObject({ twoFactorRedirect: true });
      const pending = { cookie: cookiesOf(opened) };
      expect((await sessionOf(pending)).statusCode).toBe(401);
      const done = await post('two-factor/verify-totp', { code: owner.code() }, pending);
      expect((await sessionOf({ cookie: cookiesOf(done) })).statusCode).toBe(200);
    },
  );
});
