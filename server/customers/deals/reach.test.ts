import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

it('whoever reaches their own deals only cannot give one out of their own reach, and nothing of it is done', async () => {
  const { id: ws, slug } = await makeWorkspace();
  const owner: Headers = await signInAs(app, `owner-${slug}@example.com`);
  const ann: Headers = await signInAsRole(app, ws, 'sales');
  const send = (headers: Headers, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  await send(owner, 'PATCH', '/roles/sales', { rowScope: 'own' });
  const ownerId = (await send(owner, 'GET', '/session')).json().user.id;
  const { id } = (await send(ann, 'POST', '/deals', { name: 'Mine' })).json();
  const tries = [
    await send(ann, 'POST', '/deals', { name: 'Given', ownerId }),
    await send(ann, 'PATCH', `/deals/${id}`, { ownerId }),
    await send(ann, 'POST', '/deals/bulk', { field: 'ownerId', ids: [id], value: ownerId }),
  ];
  expect(tries.map((answer) => [answer.statusCode, answer.json().code])).toEqual(
    tries.map(() => [409, 'out_of_reach']),
  );
  const names = (await send(owner, 'GET', '/deals')).json().data.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['Mine']);
  expect((await send(ann, 'GET', '/deals/forecast')).json().noNextStep).toMatchObject([{ count: 1 }]);
});
