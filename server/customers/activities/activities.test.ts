import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterDeals, goOn } from '../../../test/support/deals.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { TimelineEntry } from '../schema/timeline.ts';
import type { Activity, ActivityVersion } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

async function enter() {
  const { call, send, account, person, textsOf } = await enterDeals(app);
  const write = (body: object) =>
    call<Activity>('POST', '/activities', { kind: 'note', accountId: account, ...body });
  const list = async (query: string) =>
    (await call<{ data: Activity[] }>('GET', `/activities?${query}`)).data.map(({ body }) => body);
  const timeline = async (query = '', path = `/accounts/${account}`) =>
    (await call<{ data: TimelineEntry[] }>('GET', `${path}/timeline?${query}`)).data;
  return { call, send, account, person, textsOf, write, list, timeline };
}

function callerOf(headers: Record<string, string>) {
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const call = async <Answer>(...asked: Parameters<typeof send>): Promise<Answer> =>
    (await send(...asked)).json();
  return { send, call };
}

describe('time that was worked', () => {
  it('needs minutes, is on the timeline, and takes no outcome', async () => {
    const { send, account, write, textsOf } = await enter();
    await write({ kind: 'work', durationMinutes: 30 });
    await write({ kind: 'work', durationMinutes: 15, body: 'Read the logs' });
    expect(await textsOf(`/accounts/${account}`)).toEqual([
      'test worked on this: Read the logs',
      'test worked on this',
    ]);
    for (const [wrong, path] of [
      [{}, 'durationMinutes'],
      [{ durationMinutes: 0 }, 'durationMinutes'],
      [{ durationMinutes: 5, outcome: 'reached' }, 'outcome'],
    ] as const) {
      const answer = await send('POST', '/activities', { kind: 'work', accountId: account, ...wrong });
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });
});

describe('a note, call or meeting', () => {
  it('is a record of its own, and on the timelines of its account, its person and who took part', async () => {
    const { call, account, person, write, textsOf } = await enter();
    const { id: guest } = await call<{ id: string }>('POST', '/people', { name: 'Guest' });
    const wanted = {
      ...{ kind: 'call', direction: 'in', outcome: 'reached', durationMinutes: 12, body: 'Wants a quote' },
      ...{ personId: person, personIds: [guest], nextStep: 'Send it', nextStepOn: '2026-12-01' },
    };
    const made = await write({ ...wanted, at: '2026-01-02T03:04:05.678Z' });
    expect(made).toMatchObject({
      ...{
        kind: 'call',
        accountName: 'Acme',
        personName: 'Pat',
        people: [{ personId: guest, name: 'Guest' }],
      },
      ...{ at: '2026-01-02T03:04:05.678Z', authorName: 'test', nextStepOn: '2026-12-01', editedAt: null },
    });
    for (const path of [`/accounts/${account}`, `/people/${person}`, `/people/${guest}`])
      expect(await textsOf(path)).toEqual(['test took a call: Wants a quote']);
    expect(await call('GET', `/activities/${made.id}`)).toEqual(made);
  });

  it('about a person is about the account as well, where that person works', async () => {
    const { call, account, textsOf } = await enter();
    const { id } = await call<{ id: string }>('POST', '/people', { name: 'Worker', accountId: account });
    const note = await call<Activity>('POST', `/people/${id}/notes`, { body: 'Moved desks' });
    expect(await call('GET', `/activities/${note.id}`)).toMatchObject({
      kind: 'note',
      accountId: account,
      personId: id,
    });
    expect(await textsOf(`/accounts/${account}`)).toEqual(['test noted: Moved desks']);
  });

  it('has one external id for ever, also when it is told by many at once, or was deleted', async () => {
    const { call, send, account, write, timeline } = await enter();
    const told = { body: 'Once', externalId: 'crm-1' };
    const made = await Promise.all(Array.from({ length: 6 }, () => write(told)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await timeline()).toHaveLength(1);
    await call('DELETE', `/activities/${made[0]?.id}`);
    const again = await send('POST', '/activities', { kind: 'note', accountId: account, ...told });
    expect([again.statusCode, again.json().code]).toEqual([409, 'activity_deleted']);
  });

  it('keeps what it said before each change, and says on the timeline that it was edited', async () => {
    const { call, send, write, timeline } = await enter();
    const { id, version } = await write({ body: 'First' });
    const pinned = await call<Activity>('PATCH', `/activities/${id}`, { isPinned: true });
    expect(pinned).toMatchObject({ isPinned: true, editedAt: null });
    const [before] = await timeline();
    goOn(1);
    await call('PATCH', `/activities/${id}`, { body: 'Second' });
    await call('PATCH', `/activities/${id}`, { body: 'Second' });
    await call('PATCH', `/activities/${id}`, { body: 'Third' });
    const { data } = await call<{ data: ActivityVersion[] }>('GET', `/activities/${id}/versions`);
    expect(data.map(({ said, changedBy }) => [said.body, changedBy])).toEqual([
      ['Second', 'test'],
      ['First', 'test'],
    ]);
    const [entry] = await timeline('q=third');
    expect(entry).toMatchObject({
      id: before?.id,
      activityId: id,
      values: { isEdited: true, isPinned: true },
    });
    expect(await timeline('q=first')).toEqual([]);
    const late = await send('PATCH', `/activities/${id}`, { body: 'Late', version });
    expect([late.statusCode, late.json().code]).toEqual([409, 'changed_meanwhile']);
  });

  it('comes back from being deleted as it was, with everybody who took part', async () => {
    const { call, send, account, person, write, timeline } = await enter();
    const made = await write({ kind: 'meeting', outcome: 'held', body: 'Plan', personIds: [person] });
    await call('DELETE', `/activities/${made.id}`);
    await call('DELETE', `/activities/${made.id}`);
    expect((await send('GET', `/activities/${made.id}`)).statusCode).toBe(404);
    expect((await send('PATCH', `/activities/${made.id}`, { body: 'X' })).statusCode).toBe(404);
    expect([await timeline(), await timeline('', `/people/${person}`)]).toEqual([[], []]);
    const back = await call<Activity>('POST', `/activities/${made.id}/restoration`);
    expect(back).toMatchObject({ ...made, version: expect.any(Number), updatedAt: expect.any(String) });
    for (const path of [`/accounts/${account}`, `/people/${person}`])
      expect(await timeline('', path)).toMatchObject([{ kind: 'meeting', text: 'test met: Plan' }]);
  });

  it('goes on and off the timelines of people as they take part', async () => {
    const { call, person, write, timeline } = await enter();
    const { id } = await write({ kind: 'meeting', personIds: [person] });
    await call('PATCH', `/activities/${id}`, { personIds: [] });
    expect(await timeline('', `/people/${person}`)).toEqual([]);
    expect(await timeline()).toHaveLength(1);
    await call('PATCH', `/activities/${id}`, { personIds: [person] });
    expect(await timeline('', `/people/${person}`)).toHaveLength(1);
  });

  it('refuses what its kind has not, and names the field', async () => {
    const { send, account, person } = await enter();
    const refusals = [
      [{ kind: 'note', body: ' ' }, 'body'],
      [{ kind: 'note', body: 'X', outcome: 'held' }, 'outcome'],
      [{ kind: 'note', body: 'X', durationMinutes: 1 }, 'durationMinutes'],
      [{ kind: 'meeting', direction: 'in' }, 'direction'],
      [{ kind: 'call', nextStepOn: '2026-01-01' }, 'nextStep'],
      [{ kind: 'call', accountId: undefined }, 'accountId'],
    ] as const;
    for (const [body, path] of refusals) {
      const answer = await send('POST', '/activities', { accountId: account, ...body });
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path }] });
    }
    const unknown = await send('POST', '/activities', {
      kind: 'call',
      accountId: account,
      personIds: [person, 'per_x'],
    });
    expect(unknown.statusCode).toBe(404);
  });
});

describe('whoever reaches their own accounts only', () => {
  it('neither reads nor writes of others, and is not told of them with somebody who took part', async () => {
    const { id: ws, slug } = await makeWorkspace();
    const owner = callerOf(await signInAs(app, `owner-${slug}@example.com`));
    const permissions = ['accounts.read', 'accounts.write'];
    const role = await owner.call<{ key: string }>('POST', '/roles', {
      name: 'Own',
      rowScope: 'own',
      permissions,
    });
    const seller = callerOf(await signInAsRole(app, ws, role.key));
    const { id: theirs } = await owner.call<Activity>('POST', '/accounts', { name: 'Theirs' });
    const { id: guest } = await seller.call<Activity>('POST', '/people', { name: 'Guest' });
    const said = { kind: 'note', accountId: theirs, body: 'Secret', personIds: [guest] };
    const { id } = await owner.call<Activity>('POST', '/activities', said);
    for (const [method, path] of [
      ['GET', `/activities/${id}`],
      ['PATCH', `/activities/${id}`],
      ['DELETE', `/activities/${id}`],
      ['POST', `/activities/${id}/restoration`],
    ] as const)
      expect(
        (await seller.send(method, path, method === 'PATCH' ? { body: 'X' } : undefined)).statusCode,
      ).toBe(404);
    expect((await seller.send('POST', '/activities', said)).statusCode).toBe(404);
    for (const path of ['/activities', `/people/${guest}/timeline`, `/people/${guest}/timeline?q=secret`])
      expect(await seller.call('GET', path)).toMatchObject({ data: [] });
    const own = { kind: 'note', personId: guest, body: 'Mine' };
    expect(await seller.call('POST', '/activities', own)).toMatchObject({ personName: 'Guest' });
    expect(await owner.call('GET', `/people/${guest}/timeline`)).toMatchObject({
      data: [{ text: expect.stringContaining('Mine') }, { text: expect.stringContaining('Secret') }],
    });
  });
});

describe('the list of activities', () => {
  it('filters by every field, finds Thai words, pages by time and leaves as a file', async () => {
    const { call, send, person, write, list } = await enter();
    await write({ body: 'Alpha', at: '2026-01-01T00:00:00Z' });
    await write({
      kind: 'call',
      body: 'โทรเรื่องราคา',
      direction: 'out',
      outcome: 'voicemail',
      at: '2026-01-02T00:00:00Z',
    });
    await write({
      kind: 'meeting',
      body: 'Gamma',
      personIds: [person],
      nextStep: 'Draft',
      at: '2026-01-03T00:00:00Z',
    });
    expect(await list('')).toEqual(['Gamma', 'โทรเรื่องราคา', 'Alpha']);
    expect(await list('direction=asc&kind=note&kind=meeting')).toEqual(['Alpha', 'Gamma']);
    expect(await list(`q=${encodeURIComponent('ราคา')}`)).toEqual(['โทรเรื่องราคา']);
    expect(await list('outcome=voicemail&callDirection=out')).toEqual(['โทรเรื่องราคา']);
    expect(await list(`personId=${person}`)).toEqual(['Gamma']);
    expect(await list('hasNextStep=true')).toEqual(['Gamma']);
    expect(await list('from=2026-01-02&to=2026-01-02')).toEqual(['โทรเรื่องราคา']);
    const page = await call<{ data: Activity[]; nextCursor: string }>('GET', '/activities?limit=2');
    expect(await list(`limit=2&cursor=${page.nextCursor}`)).toEqual(['Alpha']);
    const file = await send('GET', '/activities/export.csv?kind=call');
    expect(file.body.split('\n')[1]).toContain('voicemail');
  });
});
