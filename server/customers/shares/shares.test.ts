import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
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
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) {
  const url = `/api/v1${path}`;
  const answer = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
  return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
}

/** An account of the owner with a person, and a seller who reaches only their own. */
async function company() {
  const { id: ws, slug } = await makeWorkspace();
  const owner: Headers = await signInAs(app, `owner-${slug}@example.com`);
  const seller: Headers = await signInAsRole(app, ws, 'sales');
  await send(owner, 'PATCH', '/roles/sales', { rowScope: 'own' });
  const idOf = async (headers: Headers) => (await send(headers, 'GET', '/session')).user.id as string;
  const [ownerId, sellerId] = [await idOf(owner), await idOf(seller)];
  const { id: account } = await send(owner, 'POST', '/accounts', { name: 'Acme', ownerId });
  const { id: person } = await send(owner, 'POST', '/people', {
    ...{ email: `p@${slug}.example`, accountId: account, ownerId },
  });
  return {
    ws,
    owner,
    seller,
    ownerId,
    sellerId,
    account: `/accounts/${account}`,
    person: `/people/${person}`,
  };
}

it('an account that is shared is reached with its people, to read or to edit as it is said last, until that is revoked', async () => {
  const { owner, seller, sellerId, account, person } = await company();
  const statuses = async () => [
    (await send(seller, 'GET', account)).status,
    (await send(seller, 'GET', person)).status,
    (await send(seller, 'PATCH', account, { industry: 'Tools' })).status,
  ];
  expect(await statuses()).toEqual([404, 404, 404]);
  const share = await send(owner, 'PUT', `${account}/shares`, { userId: sellerId });
  expect(share).toMatchObject({ status: 200, canEdit: false, userId: sellerId });
  expect(await statuses()).toEqual([200, 200, 403]);
  expect((await send(seller, 'PUT', `${account}/shares`, { userId: sellerId, canEdit: true })).code).toBe(
    'shared_for_reading',
  );
  await send(owner, 'PUT', `${account}/shares`, { userId: sellerId, canEdit: true });
  expect(await statuses()).toEqual([200, 200, 200]);
  expect((await send(seller, 'GET', '/accounts')).data).toHaveLength(1);
  expect((await send(owner, 'DELETE', `${account}/shares/${share.id}`)).status).toBe(204);
  expect(await statuses()).toEqual([404, 404, 404]);
  const { data } = await send(owner, 'GET', '/audit-entries');
  expect(data.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(['account.shared', 'account.share_revoked']),
  );
});

it('an account that is shared with a team is reached by its members, and no longer by who leaves it', async () => {
  const { owner, seller, sellerId, account } = await company();
  const team = await send(owner, 'POST', '/teams', { name: 'North', userIds: [sellerId] });
  await send(owner, 'PUT', `${account}/shares`, { teamId: team.id });
  expect((await send(seller, 'GET', account)).status).toBe(200);
  await send(owner, 'PATCH', `/teams/${team.id}`, { userIds: [] });
  expect((await send(seller, 'GET', account)).status).toBe(404);
});

it('an account is shared once with each, though two share it at the same moment, and only with one’s own people', async () => {
  const { ws, owner, sellerId, account } = await company();
  const other = await company();
  const answers = await Promise.all(
    [true, false].map((canEdit) => send(owner, 'PUT', `${account}/shares`, { userId: sellerId, canEdit })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { rows } = await pool().query('select from customers.account_shares where workspace_id = $1', [ws]);
  expect(rows).toHaveLength(1);
  const foreign = await send(owner, 'PUT', `${account}/shares`, { userId: other.sellerId });
  expect(foreign.errors[0].path).toBe('userId');
});
