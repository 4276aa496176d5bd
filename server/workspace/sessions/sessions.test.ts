import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { PASSWORD, signInAs, signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { upsertMember } from '../index.ts';
import type { SignInSession } from './schema.ts';

useDatabase();

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

type Headers = Record<string, string>;

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const send = (method: 'GET' | 'DELETE' | 'PUT', path: string, headers: Headers, body?: object) =>
  app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
const isIn = async (headers: Headers) => (await send('GET', '/session', headers)).statusCode;
const sessionsOf = async (headers: Headers, path = '/sessions') =>
  (await send('GET', path, headers)).json<{ data: SignInSession[] }>().data;
const currentOf = async (headers: Headers) =>
  (await sessionsOf(headers)).find(({ isCurrent }) => isCurrent)?.id ?? '';

/** An owner, and a member of sales who is signed in on two devices. */
async function company() {
  const { id: ws, slug } = await makeWorkspace();
  const ownerEmail = `owner-${slug}@example.com`;
  const owner = await signInAs(app, ownerEmail);
  const phone = await signInAsRole(app, ws, 'sales');
  const laptop = await signInAs(app, `sales-${ws}@example.com`);
  const userId = (await send('GET', '/session', phone)).json().user.id as string;
  return { ws, owner, ownerEmail, phone, laptop, userId };
}

describe('one’s own sessions', () => {
  it('say the device, the address that the connection had, and which one this is', async () => {
    const { ownerEmail, owner } = await company();
    const signedIn = await app.inject({
      ...{ method: 'POST', url: '/api/auth/sign-in/email', body: { email: ownerEmail, password: PASSWORD } },
      // The last proxy names whom it speaks for; what a stranger wrote before that is not believed.
      headers: { 'user-agent': CHROME, 'x-forwarded-for': '203.0.113.7, 198.51.100.9' },
    });
    expect(signedIn.statusCode).toBe(200);
    const sessions = await sessionsOf(owner);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(sessions.find(({ isCurrent }) => !isCurrent)).toMatchObject({
      ...{ browser: 'Chrome', os: 'Windows', device: 'desktop', ipAddress: '198.51.100.9' },
    });
    expect(JSON.stringify(sessions)).not.toContain(owner.cookie.split('=')[1]?.split('.')[0]);
  });

  it('get 401 on the very next request after they were ended', async () => {
    const { phone, laptop } = await company();
    expect(await isIn(phone)).toBe(200);
    expect((await send('DELETE', `/sessions/${await currentOf(phone)}`, laptop)).statusCode).toBe(204);
    expect(await isIn(phone)).toBe(401);
    expect(await isIn(laptop)).toBe(200);
  });

  it('are all ended but the one that asks', async () => {
    const { phone, laptop, owner } = await company();
    expect((await send('DELETE', '/sessions', laptop)).json()).toEqual({ count: 1 });
    expect([await isIn(phone), await isIn(laptop), await isIn(owner)]).toEqual([401, 200, 200]);
  });

  it('are nobody else’s to see or to end, whatever the role, and a key has none', async () => {
    const { ws, owner, phone } = await company();
    const foreign = await currentOf(phone);
    expect((await sessionsOf(owner)).map(({ id }) => id)).not.toContain(foreign);
    expect((await send('DELETE', `/sessions/${foreign}`, owner)).statusCode).toBe(404);
    expect(await isIn(phone)).toBe(200);
    const key = await withApiKey(ws);
    expect((await send('GET', '/sessions', key)).statusCode).toBe(401);
    expect((await send('DELETE', `/sessions/${foreign}`, key)).statusCode).toBe(404);
  });

  it('note their use at most every five minutes', async () => {
    const { phone, userId } = await company();
    const id = await currentOf(phone);
    const lastUse = async () =>
      (await pool().query('select last_used_at as at from workspace.sessions where id = $1', [id])).rows[0]
        .at;
    const first = await lastUse();
    await isIn(phone);
    expect(await lastUse()).toEqual(first);
    await pool().query(
      "update workspace.sessions set last_used_at = now() - interval '6 minutes' where user_id = $1",
      [userId],
    );
    await isIn(phone);
    expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(first.getTime());
  });
});

describe('a member’s sessions', () => {
  it('are seen and ended by an admin, one or all, at once and on record', async () => {
    const { ws, phone, laptop, userId } = await company();
    const admin = await signInAsRole(app, ws, 'admin');
    const path = `/members/${userId}/sessions`;
    const both = [await currentOf(phone), await currentOf(laptop)];
    expect((await sessionsOf(admin, path)).map(({ id }) => id).sort()).toEqual(both.sort());
    expect((await send('DELETE', `${path}/${await currentOf(phone)}`, admin)).statusCode).toBe(204);
    expect([await isIn(phone), await isIn(laptop)]).toEqual([401, 200]);
    expect((await send('DELETE', path, admin)).json()).toEqual({ count: 1 });
    expect(await isIn(laptop)).toBe(401);
    const { data } = (await send('GET', `/audit-entries?objectId=${userId}`, admin)).json();
    expect(data.map(({ action }: { action: string }) => action)).toEqual([
      'member.signed_out',
      'member.signed_out',
    ]);
  });

  it('are closed to other roles, and an owner’s to everybody but owners', async () => {
    const { ws, phone, laptop, owner, userId } = await company();
    expect((await send('GET', `/members/${userId}/sessions`, laptop)).statusCode).toBe(403);
    expect((await send('DELETE', `/members/${userId}/sessions`, laptop)).statusCode).toBe(403);
    const admin = await signInAsRole(app, ws, 'admin');
    const ownerId = (await send('GET', '/session', owner)).json().user.id;
    expect((await send('GET', `/members/${ownerId}/sessions`, admin)).statusCode).toBe(403);
    expect((await send('DELETE', `/members/${ownerId}/sessions`, admin)).statusCode).toBe(403);
    expect([await isIn(owner), await isIn(phone)]).toEqual([200, 200]);
  });

  it('are only those that stand in this workspace', async () => {
    const { owner, phone, laptop, userId } = await company();
    const other = await makeWorkspace();
    await upsertMember(other.id, userId, 'viewer');
    await send('PUT', '/session/workspace', laptop, { workspaceId: other.id });
    const seen = await sessionsOf(owner, `/members/${userId}/sessions`);
    expect(seen.map(({ id }) => id)).toEqual([await currentOf(phone)]);
    const elsewhere = await currentOf(laptop);
    const path = `/members/${userId}/sessions`;
    expect((await send('DELETE', `${path}/${elsewhere}`, owner)).statusCode).toBe(404);
    expect((await send('DELETE', path, owner)).json()).toEqual({ count: 1 });
    expect([await isIn(phone), await isIn(laptop)]).toEqual([401, 200]);
  });
});
