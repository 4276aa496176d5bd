import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../server/core/actor.ts';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { NEEDS_ALL_ROWS, STAFF_PERMISSIONS } from '../server/workspace/permissions.ts';
import { createRole } from '../server/workspace/roles/keep-roles.ts';
import { testConfig, useDatabase } from './support/database.ts';
import { signInAsRole } from './support/http.ts';
import { makeNeighbor, type Neighbor } from './support/neighbor.ts';
import { listOperations, type Operation } from './support/openapi.ts';
import { plantAccount, SECRET_WORDS } from './support/planted.ts';
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

beforeAll(async () => {
  app = await createApp(config);
  await app.ready();
  operations = listOperations(app);
  const neighbor = await makeNeighbor(app);
  company = { ...neighbor, ...(await plantAccount(app, neighbor)) };
  const permissions = STAFF_PERMISSIONS.filter((permission) => !NEEDS_ALL_ROWS.includes(permission));
  const role = { name: 'Narrow', permissions, rowScope: 'own' as const };
  const { key } = await createRole(systemActor(neighbor.ws, 'test'), role);
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

async function ask(operation: Operation, headers: Headers) {
  const { method } = operation;
  const body = BODIES[nameOf(operation)] ?? {};
  const url = addressOf(operation);
  const answer = await app.inject({
    method,
    url,
    headers,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  });
  return { status: answer.statusCode, text: answer.body };
}

const READS = ['GET'];
const byPermission = ({ permission }: Operation) => !['public', 'portal.use'].includes(permission);

describe('a member who reaches only their own, and owns nothing', () => {
  it('reads nothing of another owner’s account and people under any address, while who reaches all does', async () => {
    const leaks: string[] = [];
    let told = 0;
    for (const operation of operations.filter(byPermission)) {
      if (!READS.includes(operation.method)) continue;
      if (SECRET_WORDS.test((await ask(operation, company.headers)).text)) told += 1;
      const { status, text } = await ask(operation, narrow);
      const found = SECRET_WORDS.exec(text);
      if (found)
        leaks.push(
          `${nameOf(operation)}: ${status} ${text.slice(Math.max(0, found.index - 80), found.index + 80)}`,
        );
    }
    console.log('addresses that tell of the account to who reaches all', told);
    expect(leaks).toEqual([]);
    expect(told).toBeGreaterThan(25);
  });
});
