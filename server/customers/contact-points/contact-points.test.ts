import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { textOfWorkspace } from '../../../test/support/text-of-workspace.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { findPersonIds, savePeople } from '../index.ts';
import { exportPerson } from '../privacy/export-person.ts';
import type { PersonView } from '../schema/person.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function company() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
    return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
  };
  const [ann, bob] = await savePeople(ws, [
    { email: 'ann@work.example', externalId: 'ann', name: 'Ann', phone: '+66 2 111 1111' },
    { email: 'bob@work.example', name: 'Bob' },
  ]);
  const add = (personId: string, point: object) => call('POST', `/people/${personId}/contact-points`, point);
  const view = async (personId: string): Promise<PersonView> => call('GET', `/people/${personId}`) as never;
  return { ws, call, add, view, ann: ann?.id ?? '', bob: bob?.id ?? '' };
}

const home = { kind: 'email', label: 'home', value: 'Ann@Home.example' };

describe('a person', () => {
  it('has several addresses, numbers, profiles and places, each with a label, which are changed and taken away', async () => {
    const { call, add, view, ann } = await company();
    const email = await add(ann, home);
    expect(email).toMatchObject({ status: 201, kind: 'email', label: 'home', value: 'ann@home.example' });
    await add(ann, { kind: 'phone', label: 'mobile', value: '081 234 5678' });
    const profile = await add(ann, { kind: 'social', value: 'https://www.linkedin.com/in/ann' });
    expect(profile.network).toBe('linkedin');
    const place = { kind: 'postal', label: 'billing', value: '1 ถนนสุขุมวิท', city: 'กรุงเทพฯ', country: 'TH' };
    await add(ann, place);
    expect((await view(ann)).contactPoints.map(({ kind, label }) => [kind, label])).toEqual([
      ...[
        ['email', 'home'],
        ['phone', 'mobile'],
      ],
      ...[
        ['social', 'work'],
        ['postal', 'billing'],
      ],
    ]);
    const path = `/people/${ann}/contact-points/${email.id}`;
    expect(await call('PUT', path, { ...home, label: 'other' })).toMatchObject({
      status: 200,
      label: 'other',
    });
    expect((await call('PUT', path, place)).errors[0].path).toBe('kind');
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await add(ann, home)).status).toBe(201);
    expect((await add(ann, { kind: 'phone', value: '081-234-5678' })).code).toBe('contact_point_exists');
    expect((await add(ann, { kind: 'phone', value: '+6621111111' })).code).toBe('contact_point_exists');
    expect((await add(ann, { kind: 'phone', value: 'call me' })).errors[0].path).toBe('value');
  });

  it('has a further address as the primary one at once, the one before as a further one, and back', async () => {
    const { call, add, view, ann } = await company();
    const { id } = await add(ann, home);
    const swap = () => call('PUT', `/people/${ann}/contact-points/${id}/primary`);
    expect(await swap()).toMatchObject({ data: [{ id, value: 'ann@work.example', label: 'work' }] });
    expect(await view(ann)).toMatchObject({ email: 'ann@home.example', emailLabel: 'home' });
    await swap();
    expect(await view(ann)).toMatchObject({
      ...{ email: 'ann@work.example', furtherEmails: ['ann@home.example'] },
      contactPoints: [{ id, value: 'ann@home.example', label: 'home' }],
    });
    await call('PATCH', `/people/${ann}`, { email: 'ann@home.example' });
    expect(await view(ann)).toMatchObject({ email: 'ann@home.example', contactPoints: [] });
  });
});

describe('a further address', () => {
  it('finds the person as the first one does: facts, imports, search, lists and their filter', async () => {
    const { ws, call, add, view, ann } = await company();
    await add(ann, home);
    expect(await findPersonIds(ws, { emails: ['ANN@home.example'] })).toEqual(
      new Map([['ann@home.example', ann]]),
    );
    const saved = await savePeople(ws, [
      { email: 'ann@home.example', title: 'CTO' },
      { email: 'ann@home.example', externalId: 'ann', country: 'TH' },
      { email: 'ann@home.example', externalId: 'somebody-else' },
    ]);
    expect(saved.map(({ id, outcome }) => [id === ann, outcome])).toEqual([
      ...[
        [true, 'updated'],
        [true, 'updated'],
      ],
      [false, 'created'],
    ]);
    expect(await view(ann)).toMatchObject({ email: 'ann@work.example', title: 'CTO', country: 'TH' });
    for (const query of ['q=ann@home', 'email=ann@home.example', 'email=Ann@Work.example'])
      expect((await call('GET', `/people?${query}`)).data.map(({ id }: { id: string }) => id)).toEqual([ann]);
    expect((await call('GET', '/people?email=nobody@home.example')).data).toEqual([]);
    expect((await call('GET', '/search?q=ann@home.example')).data[0]?.id).toBe(ann);
  });

  it('lets a double be found that is known by another spelling of it, or by a further number', async () => {
    const { ws, call, add, ann, bob } = await company();
    await add(ann, home);
    await add(bob, { kind: 'phone', value: '+66 81 999 8888' });
    await savePeople(ws, [{ email: 'ann+news@home.example' }, { name: 'Robert', phone: '081-999-8888' }]);
    await drainJobs();
    const { data } = await call('GET', '/duplicates?object=person');
    const found = data.map((pair: Record<'first' | 'second', { id: string }>) => [
      pair.first.id,
      pair.second.id,
    ]);
    expect(found.flat()).toEqual(expect.arrayContaining([ann, bob]));
    const likely = await call('GET', '/duplicates/likely?object=person&email=ann%2Bx@home.example');
    expect(likely.data[0]).toMatchObject({ id: ann, isSure: true });
  });

  it('belongs to one person, whoever takes it first, also when many take it at once', async () => {
    const { ws, call, add, ann, bob } = await company();
    expect((await add(ann, { kind: 'email', value: 'bob@work.example' })).code).toBe('address_taken');
    const answers = await Promise.all([
      ...[ann, bob, ann, bob].map((id) => add(id, home)),
      call('PATCH', `/people/${bob}`, { email: home.value }),
      call('POST', '/people', { email: home.value }),
      savePeople(ws, [{ email: home.value, title: 'CFO' }]).then(() => ({ status: 200 })),
    ]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const { rows } = await pool().query(
      `select id from customers.people where workspace_id = $1 and email = $2
       union all select person_id from customers.contact_points where workspace_id = $1 and value = $2`,
      [ws, 'ann@home.example'],
    );
    expect(rows).toHaveLength(1);
    const raw = pool().query(
      `update customers.people set email = 'ann@home.example' where workspace_id = $1 and id <> $2`,
      [...[ws, rows[0].id]],
    );
    await expect(raw).rejects.toMatchObject({ code: '23505' });
  });

  it('that is taken away is nobody’s, also where it came by a merge', async () => {
    const { ws, call, add, view, ann, bob } = await company();
    await call('POST', '/merges', { object: 'person', keptId: ann, mergedId: bob });
    const [point] = (await view(ann)).contactPoints;
    await call('DELETE', `/people/${ann}/contact-points/${point?.id}`);
    expect(await findPersonIds(ws, { emails: ['bob@work.example'] })).toEqual(new Map());
    const [cat] = await savePeople(ws, [{ name: 'Cat' }]);
    expect((await add(cat?.id ?? '', { kind: 'email', value: 'bob@work.example' })).status).toBe(201);
  });
});

describe('a merge', () => {
  it('makes the other’s addresses and numbers further ones, and gives them back when it is undone', async () => {
    const { ws, call, add, view, ann, bob } = await company();
    await add(ann, home);
    await add(bob, { kind: 'email', label: 'home', value: 'bob@home.example' });
    await call('PATCH', `/people/${bob}`, { phone: '+66 2 222 2222', emailLabel: 'work' });
    const before = [await view(ann), await view(bob)];
    const merge = await call('POST', '/merges', {
      ...{ object: 'person', keptId: ann, mergedId: bob, choices: { email: 'merged', phone: 'kept' } },
    });
    expect((await view(ann)).email).toBe('bob@work.example');
    const values = (person: PersonView) => person.contactPoints.map(({ value }) => value).toSorted();
    expect(values(await view(ann))).toEqual([
      ...['+66 2 222 2222', 'ann@home.example', 'ann@work.example', 'bob@home.example'],
    ]);
    for (const email of ['ann@work.example', 'bob@work.example', 'bob@home.example'])
      expect((await findPersonIds(ws, { emails: [email] })).get(email)).toBe(ann);
    expect((await call('DELETE', `/merges/${merge.id}`)).status).toBe(200);
    expect([await view(ann), await view(bob)]).toEqual(before);
    expect((await findPersonIds(ws, { emails: ['bob@home.example'] })).get('bob@home.example')).toBe(bob);
  });
});

it('every address, number and place of a person is in their data, and gone when they are erased', async () => {
  const { ws, call, add, ann } = await company();
  await add(ann, home);
  await add(ann, { kind: 'postal', value: '1 Elm Street', city: 'Springfield' });
  let file = '';
  for await (const part of await exportPerson(systemActor(ws, 'Owner'), ann, 'json')) file += part;
  for (const told of ['ann@home.example', '1 Elm Street']) expect(file).toContain(told);
  await call('POST', `/people/${ann}/erasure`, { confirmation: 'ann@work.example' });
  const left = await textOfWorkspace(ws);
  for (const told of ['ann@home.example', '1 Elm Street', 'Springfield']) expect(left).not.toContain(told);
});
