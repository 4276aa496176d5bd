import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

type Headers = Record<string, string>;

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function send(
  headers: Headers,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) {
  const url = `/api/v1${path}`;
  const answer = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
  return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
}

async function company() {
  const { id: ws, slug } = await makeWorkspace();
  const owner = await signInAs(app, `owner-${slug}@example.com`);
  const sales = await signInAsRole(app, ws, 'sales');
  const idOf = async (headers: Headers) => (await send(headers, 'GET', '/session')).user.id as string;
  return { ws, owner, salesId: await idOf(sales), ownerId: await idOf(owner) };
}

it('a team has members and a lead who is one of them, and every change of it is in the log', async () => {
  const { owner, salesId, ownerId } = await company();
  const team = await send(owner, 'POST', '/teams', { name: 'North', userIds: [salesId, ownerId] });
  expect(team).toMatchObject({ status: 201, leadId: null });
  expect(team.members).toHaveLength(2);
  const path = `/teams/${team.id}`;
  expect(await send(owner, 'PATCH', path, { leadId: salesId })).toMatchObject({ leadId: salesId });
  expect(await send(owner, 'PATCH', path, { userIds: [ownerId] })).toMatchObject({ leadId: null });
  expect((await send(owner, 'PATCH', path, { leadId: salesId })).errors[0].path).toBe('leadId');
  expect((await send(owner, 'DELETE', path)).status).toBe(204);
  expect((await send(owner, 'GET', '/teams')).data).toEqual([]);
  const { data } = await send(owner, 'GET', '/audit-entries');
  expect(data.map(({ action }: { action: string }) => action)).toEqual([
    ...['team.deleted', 'team.changed', 'team.changed', 'team.created'],
  ]);
});

it('a team is made once, though two make it at the same moment', async () => {
  const { owner } = await company();
  const answers = await Promise.all([1, 2].map(() => send(owner, 'POST', '/teams', { name: 'North' })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

it('people of another workspace cannot be put into a team, nor its teams be touched', async () => {
  const { owner } = await company();
  const other = await company();
  const wrong = await send(owner, 'POST', '/teams', { name: 'North', userIds: [other.salesId] });
  expect(wrong.errors[0].path).toBe('userIds');
  const { id } = await send(other.owner, 'POST', '/teams', { name: 'Theirs' });
  expect((await send(owner, 'PATCH', `/teams/${id}`, { name: 'Taken' })).status).toBe(404);
  expect((await send(owner, 'DELETE', `/teams/${id}`)).status).toBe(404);
});
