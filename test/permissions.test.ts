import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../server/core/actor.ts';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { PERMISSIONS, ROLES, type Role } from '../server/workspace/index.ts';
import { NEEDS_ALL_ROWS, STAFF_PERMISSIONS } from '../server/workspace/permissions.ts';
import { createRole, listRoles } from '../server/workspace/roles/keep-roles.ts';
import { makeWorkspace, testConfig, useDatabase } from './support/database.ts';
import { signInAsRole } from './support/http.ts';
import { listOperations, type Operation } from './support/openapi.ts';

/** Hundreds of requests, one after the other. */
const WALK_TIMEOUT_MS = 120_000;

useDatabase();

let app: App;
let operations: Operation[];

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
  operations = listOperations(app);
});
afterAll(() => app.close());

const call = ({ method, url }: Operation, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers, ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }) });

/** The routes that answer a member of this role otherwise than the workspace's own table of roles says. */
async function wronglyAnswered(ws: string, role: Role): Promise<string[]> {
  // Requests are limited by address; each walk is a visitor of its own.
  const address = `10.0.${randomInt(256)}.${randomInt(256)}`;
  const headers = { ...(await signInAsRole(app, ws, role)), 'x-forwarded-for': address };
  const { data } = await listRoles(systemActor(ws, 'test'));
  const kept = data.find(({ key }) => key === role);
  const granted = new Set(kept?.permissions);
  const isNarrow = kept?.rowScope !== 'all';
  expect(granted.size).toBeGreaterThan(0);
  const wrong: string[] = [];
  for (const operation of operations) {
    if (operation.permission === 'public' || operation.permission === 'signed-in') continue;
    const { statusCode } = await call(operation, headers);
    const isRefused = statusCode === 403;
    const isGranted = granted.has(operation.permission) && !(isNarrow && operation.needsAllRows);
    if (isGranted === isRefused) wrong.push(`${operation.method} ${operation.path}: ${statusCode}`);
    if (statusCode >= 500 || statusCode === 429)
      wrong.push(`${operation.method} ${operation.path} failed: ${statusCode}`);
  }
  return wrong;
}

describe('every route of the OpenAPI document', () => {
  it('declares a permission that exists', () => {
    const known = new Set<string>([...PERMISSIONS, 'public', 'signed-in']);
    expect(operations.length).toBeGreaterThan(10);
    expect(operations.filter(({ permission }) => !known.has(permission))).toEqual([]);
  });

  it('turns a stranger away', async () => {
    const open: string[] = [];
    for (const operation of operations) {
      if (operation.permission === 'public') continue;
      const { statusCode } = await call(operation);
      if (statusCode !== 401) open.push(`${operation.method} ${operation.path}: ${statusCode}`);
    }
    expect(open).toEqual([]);
  });

  it.each(ROLES)(
    'lets a person in the role %s do what the role may, and nothing else',
    async (role: Role) => {
      const { id } = await makeWorkspace();
      expect(await wronglyAnswered(id, role)).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'lets a person in a role that a member made do what it may, and nothing else',
    async () => {
      const { id } = await makeWorkspace();
      const permissions = ['members.read', 'payouts.read', 'links.write'];
      const role = { name: 'Own kind', permissions, rowScope: 'all' as const };
      const { key } = await createRole(systemActor(id, 'test'), role);
      expect(await wronglyAnswered(id, key)).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'refuses what needs all rows to a role that reaches only its own',
    async () => {
      const { id } = await makeWorkspace();
      const permissions = STAFF_PERMISSIONS.filter((permission) => !NEEDS_ALL_ROWS.includes(permission));
      const role = { name: 'Narrow', permissions, rowScope: 'own' as const };
      const { key } = await createRole(systemActor(id, 'test'), role);
      expect(await wronglyAnswered(id, key)).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});
