import { URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAs } from '../../test/support/http.ts';
import { systemActor } from '../core/actor.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { audit } from './audit.ts';
import type { AuditEntry } from './audit-log/schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

describe('setting up', () => {
  it('works once: the second owner is refused', async () => {
    const body = {
      workspaceName: 'Acme',
      name: 'Ann',
      email: 'Ann@Example.com',
      password: 'correct horse battery',
    };
    const first = await app.inject({ method: 'POST', url: '/api/v1/setup', body });
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ name: 'Acme', currency: 'USD' });
    const second = await app.inject({ method: 'POST', url: '/api/v1/setup', body });
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ code: 'already_set_up' });
  });
});

describe('signing in', () => {
  it('gives a session with the role’s permissions, and refuses a wrong password', async () => {
    const wrong = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      body: { email: 'ann@example.com', password: 'not the password' },
    });
    expect(wrong.statusCode).toBe(401);
    const { cookie } = await signInAs(app, 'ann@example.com');
    const session = await app.inject({ url: '/api/v1/session', headers: { cookie } });
    expect(session.json()).toMatchObject({ role: 'owner', user: { email: 'ann@example.com' } });
  });

  it('speaks the language of the screen until one is chosen, then that one everywhere', async () => {
    const headers = await signInAs(app, 'ann@example.com');
    const localeFor = async (language: string) => {
      const url = '/api/v1/session';
      const answer = await app.inject({ url, headers: { ...headers, 'accept-language': language } });
      return answer.json().user.locale;
    };
    expect(await localeFor('th-TH')).toBe('th');
    expect(await localeFor('en-GB')).toBe('en');
    await app.inject({ method: 'POST', url: '/api/auth/update-user', headers, body: { locale: 'th' } });
    expect(await localeFor('en-GB')).toBe('th');
  });

  it('refuses a changing request that another site makes with the cookie', async () => {
    const { cookie } = await signInAs(app, 'ann@example.com');
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: { name: 'stolen' },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'foreign_origin' });
  });
});

describe('API keys', () => {
  it('work with their scopes only, and not after they were revoked', async () => {
    const headers = await signInAs(app, 'ann@example.com');
    const created = await app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers,
      body: { name: 'reader', scopes: ['members.read'] },
    });
    const { key, id } = created.json<{ key: string; id: string }>();
    const bearer = { authorization: `Bearer ${key}` };
    expect((await app.inject({ url: '/api/v1/members', headers: bearer })).statusCode).toBe(200);
    expect((await app.inject({ url: '/api/v1/audit-entries', headers: bearer })).statusCode).toBe(403);
    await app.inject({ method: 'DELETE', url: `/api/v1/api-keys/${id}`, headers });
    expect((await app.inject({ url: '/api/v1/members', headers: bearer })).statusCode).toBe(401);
  });

  it('are made once for one Idempotency-Key, and their secret is not kept for the repeat', async () => {
    const headers = { ...(await signInAs(app, 'ann@example.com')), 'idempotency-key': 'key-1' };
    const request = { method: 'POST' as const, url: '/api/v1/api-keys', headers, body: { name: 'once' } };
    expect((await app.inject(request)).statusCode).toBe(201);
    const repeat = await app.inject(request);
    expect(repeat.statusCode).toBe(409);
    expect(repeat.json()).toMatchObject({ code: 'already_answered' });
  });
});

describe('the audit log', () => {
  it('calls an object as it was called last, also in entries that do not tell its name, and never by another’s', async () => {
    const headers = await signInAs(app, 'ann@example.com');
    const { workspace } = (await app.inject({ url: '/api/v1/session', headers })).json();
    const write = (objectId: string, after: unknown, workspaceId = workspace.id) =>
      audit(systemActor(workspaceId, 'test'), {
        action: 'offer.changed',
        objectType: 'offer',
        objectId,
        after,
      });
    await write('off_1', { name: 'Spring' });
    await write('off_1', { name: 'Summer', title: 'Heading' });
    await write('off_1', { status: 'archived', title: 'Later heading' });
    await write('off_2', { status: 'archived' });
    const foreign = await makeWorkspace();
    await write('off_2', { name: 'Foreign' }, foreign.id);
    const { data } = (await app.inject({ url: '/api/v1/audit-entries?limit=4', headers })).json();
    expect(data.map((entry: AuditEntry) => [entry.objectId, entry.objectName])).toEqual([
      ['off_2', null],
      ['off_1', 'Summer'],
      ['off_1', 'Summer'],
      ['off_1', 'Summer'],
    ]);
  });

  it('calls a key by its name', async () => {
    const headers = await signInAs(app, 'ann@example.com');
    const post = { method: 'POST' as const, headers };
    await app.inject({ ...post, url: '/api/v1/api-keys', body: { name: 'Nightly export' } });
    const { data } = (await app.inject({ url: '/api/v1/audit-entries?limit=1', headers })).json();
    expect(data).toMatchObject([{ action: 'api_key.created', objectName: 'Nightly export' }]);
  });
});

describe('a repeated request', () => {
  it('gets the first answer again, and another body under its key is refused', async () => {
    const headers = { ...(await signInAs(app, 'ann@example.com')), 'idempotency-key': 'key-2' };
    const body = { email: 'bob@example.com', role: 'viewer' };
    const request = { method: 'POST' as const, url: '/api/v1/member-invitations', headers, body };
    const [first, second] = [await app.inject(request), await app.inject(request)];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    const other = await app.inject({ ...request, body: { email: 'eve@example.com', role: 'viewer' } });
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
  });
});

describe('a second factor', () => {
  it('is asked for at the next sign-in, and a wrong code does not get in', async () => {
    const headers = await signInAs(app, 'ann@example.com');
    const enabled = await post('two-factor/enable', { password: 'correct horse battery' }, headers);
    const totp = URI.parse(enabled.json<{ totpURI: string }>().totpURI);
    await post('two-factor/verify-totp', { code: totp.generate() }, headers);
    const first = await post('sign-in/email', {
      email: 'ann@example.com',
      password: 'correct horse battery',
    });
    expect(first.json()).toMatchObject({ twoFactorRedirect: true });
    const cookie = first.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401);
    expect((await post('two-factor/verify-totp', { code: '000000' }, { cookie })).statusCode).toBe(401);
    const second = await post('two-factor/verify-totp', { code: totp.generate() }, { cookie });
    expect(second.statusCode).toBe(200);
  });

  function post(path: string, body: object, headers: Record<string, string> = {}) {
    const visitor = { origin: 'http://localhost:4400', 'x-forwarded-for': '10.9.9.9', ...headers };
    return app.inject({ method: 'POST', url: `/api/auth/${path}`, headers: visitor, body });
  }
});
