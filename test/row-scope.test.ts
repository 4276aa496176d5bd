import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../server/core/actor.ts';
import { pool } from '../server/core/db.ts';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { NEEDS_ALL_ROWS, STAFF_PERMISSIONS } from '../server/workspace/permissions.ts';
import { createRole } from '../server/workspace/roles/keep-roles.ts';
import { testConfig, useDatabase } from './support/database.ts';
import { signInAsRole } from './support/http.ts';
import { makeNeighbor, type Neighbor } from './support/neighbor.ts';
import { listOperations, type Operation } from './support/openapi.ts';
import { plantAccount, SECRET, SECRET_WORDS } from './support/planted.ts';
import { KIND_OF_PATH } from './support/record-kinds.ts';
import { BODIES } from './support/tenant-bodies.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'goodword-rows-'));
const config = testConfig({ GOODWORD_DATA_DIR: dataDir });
useDatabase(config);

const FILL_TIMEOUT_MS = 180_000;
type Headers = Record<string, string>;

let app: App;
let operations: Operation[];
let company: Neighbor;
let narrow: Headers;
/** The names, addresses, figures and ids of the planted account and its people. */
let secrets: RegExp;

beforeAll(async () => {
  app = await createApp(config);
  await app.ready();
  operations = listOperations(app);
  const neighbor = await makeNeighbor(app);
  const permissions = STAFF_PERMISSIONS.filter((permission) => !NEEDS_ALL_ROWS.includes(permission));
  const role = { name: 'Narrow', permissions, rowScope: 'own' as const };
  const { key } = await createRole(systemActor(neighbor.ws, 'test'), role);
  const { planted, sale } = await plantAccount(app, neighbor, key);
  company = { ...neighbor, ...planted, sale };
  secrets = new RegExp([SECRET_WORDS.source, ...Object.values(planted)].join('|'), 'i');
  narrow = await signInAsRole(app, neighbor.ws, key);
}, FILL_TIMEOUT_MS);
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true });
});

const nameOf = ({ method, path: route }: Operation) => `${method} ${route.replace('/api/v1', '')}`;

/** With the planted account and person, and the company's records of every other kind. */
function addressOf({ path: route }: Operation): string {
  const parts = route.split('/');
  return parts
    .map((part, position) =>
      part.startsWith('{') ? company[KIND_OF_PATH[parts[position - 1] ?? ''] ?? 'ws'] : part,
    )
    .join('/');
}

/** Requests are limited by address; each is a visitor's of its own. */
const apart = (headers: Headers) => ({
  ...headers,
  'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
});

async function ask(operation: Operation, headers: Headers, url = addressOf(operation)) {
  const { method } = operation;
  const body = BODIES[nameOf(operation)] ?? {};
  const answer = await app.inject({
    method,
    url,
    headers: apart(headers),
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  });
  return { status: answer.statusCode, text: answer.body };
}

/** Asks all of these as the member who reaches nothing. @returns the answers that tell something */
async function leaksOf(asked: Operation[], urls = (operation: Operation) => [addressOf(operation)]) {
  const leaks: string[] = [];
  for (const operation of asked)
    for (const url of urls(operation)) {
      const { status, text } = await ask(operation, narrow, url);
      const found = secrets.exec(text);
      if (found)
        leaks.push(
          `${operation.method} ${url}: ${status} …${text.slice(Math.max(0, found.index - 80), found.index + 80)}`,
        );
      if (status >= 500 || status === 429) leaks.push(`${operation.method} ${url}: ${status}`);
    }
  return leaks;
}

/** Every account and person of the company, as they are kept. */
async function recordsOf(ws: string): Promise<string[]> {
  const { rows } = await pool().query<{ row: string }>(
    `select row_to_json(a)::text as row from customers.accounts a where workspace_id = $1
     union all select row_to_json(p)::text from customers.people p where workspace_id = $1
     union all select row_to_json(s)::text from customers.stakeholders s where workspace_id = $1
     union all select row_to_json(d)::text from customers.deals d where workspace_id = $1 order by 1`,
    [ws],
  );
  return rows.map(({ row }) => row);
}

/** Filters that would find the planted account where they are known; other routes refuse them. */
const QUERIES = () => [
  ...['q=xylophant', 'q=quendrida', 'sort=mrrMinor', 'stage=customer', 'limit=100'],
  ...[`accountId=${company.account}`, `personId=${company.person}`, `recordId=${company.account}`],
  ...[
    `ownerId=${company.user}`,
    'name=Xylophant%20Works&object=account',
    'object=person&name=Quendrida%20Vexley',
  ],
  `object=account&keptId=${company.account}&mergedId=${company.account}`,
];

describe('a member who reaches only their own, and owns nothing', () => {
  const isStaffs = ({ permission }: Operation) => !['public', 'portal.use'].includes(permission);
  const reads = () => operations.filter((one) => one.method === 'GET' && isStaffs(one));

  it('reads nothing of another owner’s account and people under any address, while who reaches all does', async () => {
    const told: string[] = [];
    for (const operation of reads())
      if (secrets.test((await ask(operation, company.headers)).text)) told.push(nameOf(operation));
    expect(told.length).toBeGreaterThan(35);
    expect(await leaksOf(reads())).toEqual([]);
  });

  it(
    'reads nothing of them by any filter',
    async () => {
      const withQueries = (operation: Operation) =>
        QUERIES().map((query) => `${addressOf(operation)}?${query}`);
      const lists = reads().filter(
        (one) => !one.path.includes('{') && !one.needsAllRows && !/\.(xlsx|json)$/.test(one.path),
      );
      expect(await leaksOf(lists, withQueries)).toEqual([]);
    },
    FILL_TIMEOUT_MS,
  );

  it('changes nothing of them under any address, and is told nothing by a refusal', async () => {
    const before = await recordsOf(company.ws);
    const acts = operations.filter((one) => one.method !== 'GET' && isStaffs(one) && namesCustomer(one));
    expect(acts.length).toBeGreaterThan(8);
    expect(await leaksOf(acts)).toEqual([]);
    for (const one of acts)
      expect([nameOf(one), [403, 404].includes((await ask(one, narrow)).status)]).toEqual([
        nameOf(one),
        true,
      ]);
    expect(await recordsOf(company.ws)).toEqual(before);
  });

  it('cannot name them in a body, nor take them over by entering them again', async () => {
    const before = await recordsOf(company.ws);
    const { account, person, user, offer } = company;
    const bodies: [string, object, number][] = [
      ['/accounts', { name: `${SECRET.company} Ltd` }, 409],
      ['/accounts', { name: 'X', externalId: SECRET.externalId }, 409],
      ['/people', { email: SECRET.email }, 409],
      ['/people', { email: 'x@x.example', accountId: account }, 404],
      ['/accounts/bulk', { field: 'ownerId', ids: [account], value: user }, 404],
      ['/merges', { object: 'account', keptId: account, mergedId: account }, 404],
      ['/deals', { name: 'X', accountId: account }, 404],
      ['/affiliate-invitations', { offerId: offer, recipients: [{ personId: person }] }, 404],
      ['/affiliates', { name: 'X', email: 'x9@x.example', personId: person }, 404],
      ['/hand-overs', { fromUserId: user, toUserIds: [user] }, 403],
      ['/imports', {}, 403],
    ];
    for (const [url, body, status] of bodies) {
      const answer = await app.inject({ method: 'POST', url: `/api/v1${url}`, headers: apart(narrow), body });
      expect([url, body, answer.statusCode]).toEqual([url, body, status]);
      if (status !== 409) expect(answer.body).not.toMatch(secrets);
    }
    expect(await recordsOf(company.ws)).toEqual(before);
  });
});

const namesCustomer = ({ path: route }: Operation) =>
  /\/(accounts|people|ranking)\/\{/.test(route) || /\/\{personId\}/.test(route);
