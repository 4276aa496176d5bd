import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { SavedView } from '../schema/saved-view.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

describe('saved views', () => {
  it('are one’s own until they are shared, and only their author changes them', async () => {
    const { id: ws } = await makeWorkspace();
    const [ann, bob] = [await signInAsRole(app, ws, 'sales'), await signInAsRole(app, ws, 'viewer')];
    const url = '/api/v1/saved-views';
    const body = { list: 'accounts', name: 'At risk', query: { minChurnRisk: 0.5, columns: ['name'] } };
    const made = await app.inject({ method: 'POST', url, headers: ann, body });
    expect(made.json()).toMatchObject({ isOwn: true, isShared: false, query: body.query });
    const view = `${url}/${made.json<SavedView>().id}`;
    const change = { method: 'PATCH' as const, url: view, body: { isShared: true } };
    expect((await app.inject({ ...change, headers: bob })).statusCode).toBe(404);
    expect((await app.inject({ ...change, headers: ann })).json()).toMatchObject({ isShared: true });
    const seen = await app.inject({ url: `${url}?list=accounts`, headers: bob });
    expect(seen.json()).toMatchObject({ data: [{ name: 'At risk', isOwn: false }] });
    expect((await app.inject({ ...change, headers: bob })).statusCode).toBe(403);
    expect((await app.inject({ method: 'DELETE', url: view, headers: bob })).statusCode).toBe(403);
    expect((await app.inject({ method: 'DELETE', url: view, headers: ann })).statusCode).toBe(204);
    expect((await app.inject({ url, headers: bob })).json()).toEqual({ data: [] });
  });

  it('have names that differ within a list', async () => {
    const { id: ws } = await makeWorkspace();
    const headers = await signInAsRole(app, ws, 'sales');
    const save = async (body: object) =>
      app.inject({ method: 'POST', url: '/api/v1/saved-views', headers, body });
    await save({ list: 'accounts', name: 'Mine', query: {} });
    expect((await save({ list: 'people', name: 'Mine', query: {} })).statusCode).toBe(201);
    expect((await save({ list: 'accounts', name: 'Mine', query: {} })).json()).toMatchObject({
      status: 409,
      code: 'view_exists',
    });
    const other = (await save({ list: 'accounts', name: 'Other', query: {} })).json<SavedView>();
    const url = `/api/v1/saved-views/${other.id}`;
    const renamed = await app.inject({ method: 'PATCH', url, headers, body: { name: 'Mine' } });
    expect(renamed.statusCode).toBe(409);
    const huge = await save({ list: 'accounts', name: 'Huge', query: { q: 'x'.repeat(20_000) } });
    expect(huge.json()).toMatchObject({ status: 422, errors: [{ path: 'query' }] });
  });
});
