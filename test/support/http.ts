import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { systemActor } from '../../server/core/actor.ts';
import type { App } from '../../server/core/http/server.ts';
import {
  createApiKey,
  ensureIdentity,
  type Permission,
  type Role,
  upsertMember,
} from '../../server/workspace/index.ts';

export const PASSWORD = 'correct horse battery';

/** Headers of a browser on our own pages that is signed in with this address. */
export async function signInAs(app: App, email: string, password = PASSWORD) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    // Sign-in attempts are limited by address; each test is a visitor of its own.
    headers: { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` },
    body: { email, password },
  });
  expect(answer.statusCode).toBe(200);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

/** A new member of the workspace in this role, signed in. */
export async function signInAsRole(app: App, workspaceId: string, role: Role) {
  const email = `${role}-${workspaceId}@example.com`;
  await upsertMember(workspaceId, await ensureIdentity({ email, name: role, password: PASSWORD }), role);
  return signInAs(app, email);
}

/** Headers with a fresh API key; without scopes it may do everything that a member of staff may. */
export async function withApiKey(workspaceId: string, scopes?: Permission[]) {
  const { key } = await createApiKey(systemActor(workspaceId, 'test'), {
    name: 'test',
    kind: 'secret',
    scopes,
  });
  return { authorization: `Bearer ${key}` };
}
