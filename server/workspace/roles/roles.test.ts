import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

type Headers = Record<string, string>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function send(headers: Headers, method: Method, path: string, body?: object) {
  const url = `/api/v1${path}`;
  const answer = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
  return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
}

async function company() {
  const { id: ws, slug } = await makeWorkspace();
  return { ws, owner: await signInAs(app, `owner-${slug}@example.com`) };
}

const idOf = async (headers: Headers) => (await send(headers, 'GET', '/session')).user.id as string;

describe('the roles of a workspace', () => {
  it('begin as the release says, and tell who has them', async () => {
    const { ws, owner } = await company();
    await signInAsRole(app, ws, 'sales');
    const { data } = await send(owner, 'GET', '/roles');
    expect(data).toHaveLength(9);
    expect(data.find(({ key }: { key: string }) => key === 'sales')).toMatchObject({
      ...{ isBuiltIn: true, isChanged: false, rowScope: 'all', memberCount: 1 },
      permissions: expect.arrayContaining(['accounts.read', 'accounts.write']),
    });
  });

  it('act on the next request of everybody who has them, also when a built-in one is changed and put back', async () => {
    const { ws, owner } = await company();
    const viewer = await signInAsRole(app, ws, 'viewer');
    const reads = async () => (await send(viewer, 'GET', '/payouts')).status;
    expect(await reads()).toBe(200);
    const changed = await send(owner, 'PATCH', '/roles/viewer', { permissions: ['accounts.read'] });
    expect(changed).toMatchObject({ status: 200, isChanged: true, permissions: ['accounts.read'] });
    expect(await reads()).toBe(403);
    const back = await send(owner, 'PATCH', '/roles/viewer', { permissions: null });
    expect(back).toMatchObject({ isChanged: false });
    expect(await reads()).toBe(200);
  });

  it('can be made, given to members and invited to; the log tells each act', async () => {
    const { ws, owner } = await company();
    const role = await send(owner, 'POST', '/roles', { name: 'Auditor', permissions: ['audit.read'] });
    expect(role).toMatchObject({ status: 201, name: 'Auditor', isBuiltIn: false, memberCount: 0 });
    const viewer = await signInAsRole(app, ws, 'viewer');
    const member = await send(owner, 'PATCH', `/members/${await idOf(viewer)}`, { role: role.key });
    expect(member).toMatchObject({ role: role.key, roleName: 'Auditor' });
    expect(await send(viewer, 'GET', '/session')).toMatchObject({
      ...{ roleName: 'Auditor', permissions: ['audit.read'] },
    });
    const invited = await send(owner, 'POST', '/member-invitations', {
      email: 'n@x.example',
      role: role.key,
    });
    expect(invited).toMatchObject({ status: 201, roleName: 'Auditor' });
    const { data } = await send(viewer, 'GET', '/audit-entries');
    expect(data.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['role.created', 'member.role_changed', 'member.invited']),
    );
  });

  it('have names of their own, also when two are made at once', async () => {
    const { owner } = await company();
    const body = { name: 'Twice', permissions: [] };
    const answers = await Promise.all([1, 2, 3].map(() => send(owner, 'POST', '/roles', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(await send(owner, 'POST', '/roles', { ...body, name: 'TWICE' })).toMatchObject({
      code: 'role_exists',
    });
  });

  it('of another workspace are not found and cannot be given', async () => {
    const { owner } = await company();
    const other = await company();
    const { key } = await send(other.owner, 'POST', '/roles', { name: 'Foreign', permissions: [] });
    expect((await send(owner, 'PATCH', `/roles/${key}`, { name: 'Taken' })).status).toBe(404);
    expect((await send(owner, 'DELETE', `/roles/${key}`)).status).toBe(404);
    const body = { email: 'n@x.example', role: key };
    expect((await send(owner, 'POST', '/member-invitations', body)).status).toBe(422);
  });
});

describe('what nobody can do with roles', () => {
  it('is to change what owners and affiliates may', async () => {
    const { owner } = await company();
    for (const key of ['owner', 'affiliate'])
      expect(await send(owner, 'PATCH', `/roles/${key}`, { permissions: [] })).toMatchObject({
        ...{ status: 409, code: 'role_is_fixed' },
      });
  });

  it('is to grant a permission, a wider reach or a role that they lack themselves', async () => {
    const { ws, owner } = await company();
    const keeper = await send(owner, 'POST', '/roles', {
      name: 'Keeper',
      permissions: ['roles.write', 'members.read', 'members.write', 'accounts.read'],
      rowScope: 'team',
    });
    const headers = await signInAsRole(app, ws, keeper.key);
    const grant = (body: object) => send(headers, 'POST', '/roles', { name: 'New', ...body });
    expect((await grant({ permissions: ['payouts.approve'], rowScope: 'own' })).errors).toEqual([
      { path: 'permissions', message: 'payouts.approve is not yours to grant' },
    ]);
    expect((await grant({ permissions: ['accounts.read'], rowScope: 'all' })).errors).toEqual([
      { path: 'rowScope', message: 'is wider than your own' },
    ]);
    expect((await grant({ permissions: ['accounts.read'], rowScope: 'own' })).status).toBe(201);
    const self = await idOf(headers);
    expect(await send(headers, 'PATCH', `/members/${self}`, { role: 'admin' })).toMatchObject({
      ...{ status: 403, code: 'role_beyond_own' },
    });
    expect((await send(headers, 'PATCH', `/roles/${keeper.key}`, { rowScope: 'all' })).status).toBe(422);
  });

  it('is to give what shows every record to a role that reaches some', async () => {
    const { owner } = await company();
    const body = { name: 'Narrow', permissions: ['imports.write', 'accounts.read'], rowScope: 'own' };
    expect((await send(owner, 'POST', '/roles', body)).errors).toEqual([
      { path: 'permissions', message: 'imports.write needs the row scope all' },
    ]);
    // A built-in role that is narrowed loses them by itself, as nobody has named them.
    const marketer = await send(owner, 'PATCH', '/roles/marketer', { rowScope: 'team' });
    expect(marketer.permissions).not.toContain('imports.write');
    expect(marketer.permissions).toContain('accounts.write');
  });

  it('is to delete one in use without naming another, or a built-in one', async () => {
    const { ws, owner } = await company();
    const { key } = await send(owner, 'POST', '/roles', { name: 'Short-lived', permissions: ['links.read'] });
    const headers = await signInAsRole(app, ws, key);
    expect(await send(owner, 'DELETE', `/roles/${key}`)).toMatchObject({ status: 409, code: 'role_in_use' });
    expect((await send(owner, 'DELETE', `/roles/${key}?replacement=${key}`)).status).toBe(422);
    expect((await send(owner, 'DELETE', `/roles/${key}?replacement=owner`)).status).toBe(403);
    expect((await send(owner, 'DELETE', `/roles/${key}?replacement=finance`)).status).toBe(204);
    expect(await send(headers, 'GET', '/session')).toMatchObject({ role: 'finance' });
    expect(await send(owner, 'DELETE', '/roles/sales')).toMatchObject({ code: 'role_is_built_in' });
  });

  it('is to leave a workspace without an owner, also when two owners step down at once', async () => {
    const { ws, owner } = await company();
    const second = await signInAsRole(app, ws, 'owner');
    const step = async (headers: Headers) =>
      send(headers, 'PATCH', `/members/${await idOf(headers)}`, { role: 'viewer' });
    const answers = await Promise.all([step(owner), step(second)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { rows } = await pool().query(
      "select count(*) as owners from workspace.members where workspace_id = $1 and role = 'owner'",
      [ws],
    );
    expect(rows[0].owners).toBe(1);
  });
});

describe('an API key', () => {
  it('has its own scopes, whatever happens to the roles', async () => {
    const { ws, owner } = await company();
    const key = await withApiKey(ws, ['members.read']);
    await send(owner, 'PATCH', '/roles/viewer', { permissions: [] });
    expect((await send(key, 'GET', '/roles')).status).toBe(200);
  });
});

describe('who asks', () => {
  it('is known after as many statements as before roles were kept', async () => {
    const { owner } = await company();
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    pool().on('acquire', count);
    await send(owner, 'GET', '/api-keys');
    pool().off('acquire', count);
    // The session with its user, the workspace that is open, the memberships with role and teams; and the answer.
    expect(statements).toBeLessThanOrEqual(5);
  });
});
