import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { loadSampleCompany, prepareSampleWorkspace } from '../../sample/index.ts';
import { ROLES } from '../../workspace/permissions.ts';
import { lessonsOf } from './rules.ts';
import type { Learning } from './schema.ts';

useDatabase();

const SAMPLE_TIMEOUT_MS = 120_000;
const STAFF = ROLES.filter((role) => role !== 'affiliate');

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter(role: (typeof ROLES)[number], workspaceId?: string) {
  const id = workspaceId ?? (await makeWorkspace()).id;
  const headers = await signInAsRole(app, id, role);
  const call = async (method: 'GET' | 'PATCH' | 'POST', url: string, payload?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, payload });
  const read = async () => (await call('GET', '/learning')).json<Learning>();
  const doneOf = async () => (await read()).steps.filter(({ isDone }) => isDone).map(({ key }) => key);
  return { id, call, read, doneOf };
}

describe('the first steps', () => {
  it('are taken when the records say so, and not before', async () => {
    const { call, doneOf } = await enter('sales');
    expect(await doneOf()).toEqual([]);
    const account = (await call('POST', '/accounts', { name: 'Alpha' })).json<{ id: string }>();
    expect(await doneOf()).toEqual(['customers']);
    await call('POST', '/people', { name: 'Ann', email: 'ann@alpha.example' });
    expect(await doneOf()).toEqual(['customers', 'people']);
    const task = (await call('POST', '/tasks', { title: 'Call', accountId: account.id })).json<{
      id: string;
    }>();
    expect(await doneOf()).toEqual(['customers', 'people']);
    await call('POST', `/tasks/${task.id}/completion`);
    expect(await doneOf()).toContain('task');
  });

  it('of one company are not those of another', async () => {
    const one = await enter('sales');
    await one.call('POST', '/accounts', { name: 'Alpha' });
    expect(await (await enter('sales')).doneOf()).toEqual([]);
  });

  it.each(STAFF)(
    'of a %s are five to eight, with a tour of five to eight stops that ends at the help',
    async (role) => {
      const { read } = await enter(role);
      const { steps, tour } = await read();
      for (const { length } of [steps, tour.stops]) {
        expect(length).toBeGreaterThanOrEqual(5);
        expect(length).toBeLessThanOrEqual(8);
      }
      expect(steps.map(({ key }) => key)).toEqual(lessonsOf(role).steps);
      expect(tour.stops.at(-1)).toBe('help');
    },
  );

  it(
    'are mostly taken in the sample company',
    async () => {
      const { id } = await prepareSampleWorkspace({ accountCount: 100, now: new Date() });
      await loadSampleCompany(id, () => undefined);
      for (const role of STAFF) {
        const { steps } = await (await enter(role, id)).read();
        const share = steps.filter(({ isDone }) => isDone).length / steps.length;
        expect([role, steps, share >= 0.5]).toEqual([role, steps, true]);
      }
    },
    SAMPLE_TIMEOUT_MS,
  );
});

describe('what is kept of a member', () => {
  it('is theirs alone, and goes on where they left on another device', async () => {
    const { id, call, read } = await enter('owner');
    expect(await read()).toMatchObject({ isDismissed: false, tour: { stop: null, isEnded: false } });
    await call('PATCH', '/learning', { tour: { stop: 'ranking', isEnded: false } });
    expect(await read()).toMatchObject({ isDismissed: false, tour: { stop: 'ranking', isEnded: false } });
    await call('PATCH', '/learning', { isDismissed: true });
    expect(await read()).toMatchObject({ isDismissed: true, tour: { stop: 'ranking', isEnded: false } });
    const other = await enter('admin', id);
    expect(await other.read()).toMatchObject({ isDismissed: false, tour: { stop: null } });
    await call('PATCH', '/learning', { isDismissed: false, tour: { stop: null, isEnded: true } });
    expect(await read()).toMatchObject({ isDismissed: false, tour: { stop: null, isEnded: true } });
  });

  it('of two devices at once does not undo each other', async () => {
    const { call, read } = await enter('owner');
    await Promise.all([
      call('PATCH', '/learning', { isDismissed: true }),
      call('PATCH', '/learning', { tour: { stop: 'offers', isEnded: false } }),
      call('PATCH', '/learning', {}),
    ]);
    expect(await read()).toMatchObject({ isDismissed: true, tour: { stop: 'offers', isEnded: false } });
  });

  it('is refused for a stop that there is not', async () => {
    const { call } = await enter('owner');
    const answer = await call('PATCH', '/learning', { tour: { stop: 'nowhere', isEnded: false } });
    expect(answer.statusCode).toBe(422);
  });
});
