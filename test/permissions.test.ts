import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Role } from '../server/workspace/index.ts';
import { makeWorkspace, testConfig, useDatabase } from './support/database.ts';
import { signInAsRole } from './support/http.ts';
import { listOperations, type Operation } from './support/openapi.ts';

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
      const workspace = await makeWorkspace();
      const headers = await signInAsRole(app, workspace.id, role);
      const granted = new Set<string>(ROLE_PERMISSIONS[role]);
      const wrong: string[] = [];
      for (const operation of operations) {
        if (operation.permission === 'public' || operation.permission === 'signed-in') continue;
        const { statusCode } = await call(operation, headers);
        const isRefused = statusCode === 403;
        const isGranted = granted.has(operation.permission);
        if (isGranted === isRefused) wrong.push(`${operation.method} ${operation.path}: ${statusCode}`);
        if (statusCode >= 500) wrong.push(`${operation.method} ${operation.path} failed: ${statusCode}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
