import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveAccounts, savePeople } from '../index.ts';
import { remindEverywhere } from './remind.ts';
import type { Task } from './schema.ts';

useDatabase();

const NOON = new Date('2026-05-04T12:00:00Z');
const config = testConfig();
let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterEach(() => setClock());
afterAll(() => app.close());

async function enter() {
  setClock(() => NOON);
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    by: Record<string, string> = headers,
  ) => app.inject({ method, url: `/api/v1${url}`, headers: by, ...(body ? { body } : {}) });
  const make = async (body: object) => (await send('POST', '/tasks', body)).json<Task>();
  const titles = async (query: string, by?: Record<string, string>) =>
    (await send('GET', `/tasks?${query}`, undefined, by))
      .json<{ data: Task[] }>()
      .data.map(({ title }) => title);
  return { ws, headers, send, make, titles };
}

const userOf = async (headers: Record<string, string>) =>
  (await app.inject({ url: '/api/v1/session', headers })).json().user.id as string;

describe('a task', () => {
  it('keeps what it is about, its checklist and what it waits for, and changes what is given', async () => {
    const { ws, send, make } = await enter();
    const [account] = await saveAccounts(ws, [{ name: 'Acme' }]);
    const [person] = await savePeople(ws, [{ email: 'ann@acme.example', name: 'Ann' }]);
    const first = await make({ title: 'Ask legal' });
    const task = await make({
      ...{ title: 'Send the contract', dueOn: '2026-05-03', priority: 'high', blockerIds: [first.id] },
      ...{
        accountId: account?.id,
        personId: person?.id,
        items: [{ text: 'Check the price', isDone: false }],
      },
    });
    expect(task).toMatchObject({
      ...{ isOverdue: true, isBlocked: true, account: { name: 'Acme' }, person: { name: 'Ann' } },
      blockers: [{ id: first.id, title: 'Ask legal', isOpen: true }],
    });
    const changed = await send('PATCH', `/tasks/${task.id}`, {
      ...{ dueOn: '2026-05-10', note: 'Two copies', items: [{ text: 'Check the price', isDone: true }] },
      ...{ readAt: task.updatedAt, accountId: null },
    });
    expect(changed.json()).toMatchObject({
      ...{ isOverdue: false, note: 'Two copies', account: null, person: { name: 'Ann' } },
      items: [{ isDone: true }],
    });
    setClock(() => new Date(NOON.getTime() + 1_000));
    const renamed = await send('PATCH', `/tasks/${task.id}`, { title: 'Send it' });
    expect(renamed.json()).toMatchObject({ title: 'Send it' });
    const stale = await send('PATCH', `/tasks/${task.id}`, { note: 'Mine', readAt: task.updatedAt });
    expect(stale.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  it('with an external id is one task for ever, also after it was deleted', async () => {
    const { send, make } = await enter();
    const made = await Promise.all([1, 2, 3].map(() => make({ title: 'Call', externalId: 'x-1' })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await send('DELETE', `/tasks/${made[0]?.id}`);
    const again = await send('POST', '/tasks', { title: 'Call', externalId: 'x-1' });
    expect(again.json()).toMatchObject({ status: 409, code: 'task_deleted' });
  });

  it('names the field that is wrong and writes nothing', async () => {
    const { ws, send } = await enter();
    const wrong: [object, string][] = [
      [{ title: ' ' }, 'title'],
      [{ title: 'X', assigneeId: 'nobody' }, 'assigneeId'],
      [{ title: 'X', assigneeRole: 'nobody' }, 'assigneeRole'],
      [{ title: 'X', recurrence: 'FREQ=HOURLY', dueOn: '2026-01-01' }, 'recurrence'],
      [{ title: 'X', recurrence: 'FREQ=DAILY' }, 'dueOn'],
      [{ title: 'X', dueOn: '2026-02-30' }, 'dueOn'],
    ];
    for (const [body, path] of wrong) {
      const answer = await send('POST', '/tasks', body);
      expect(answer.json(), path).toMatchObject({ status: 422, errors: [{ path }] });
    }
    for (const field of ['accountId', 'personId', 'dealId', 'blockerIds']) {
      const value = field === 'blockerIds' ? ['tsk_none'] : 'none';
      expect((await send('POST', '/tasks', { title: 'X', [field]: value })).statusCode, field).toBe(404);
    }
    const { rows } = await pool().query('select from customers.tasks where workspace_id = $1', [ws]);
    expect(rows).toEqual([]);
  });

  it('can be waited for, but never by itself, however two people arrange it', async () => {
    const { send, make } = await enter();
    const [a, b, c] = [await make({ title: 'A' }), await make({ title: 'B' }), await make({ title: 'C' })];
    await send('PATCH', `/tasks/${b.id}`, { blockerIds: [a.id] });
    const refused = await send('POST', `/tasks/${b.id}/completion`);
    expect(refused.json()).toMatchObject({ status: 409, code: 'task_blocked' });
    const answers = await Promise.all([
      send('PATCH', `/tasks/${a.id}`, { blockerIds: [c.id] }),
      send('PATCH', `/tasks/${c.id}`, { blockerIds: [b.id] }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
    await send('PATCH', `/tasks/${a.id}`, { blockerIds: [] });
    await send('POST', `/tasks/${a.id}/completion`);
    expect((await send('GET', `/tasks/${b.id}`)).json()).toMatchObject({ isBlocked: false });
    expect((await send('POST', `/tasks/${b.id}/completion`)).json()).toMatchObject({ state: 'done' });
  });

  it('of a role is taken by one of two who take it at once', async () => {
    const { ws, send, make } = await enter();
    const people = [await signInAsRole(app, ws, 'sales'), await signInAsRole(app, ws, 'marketer')];
    const task = await make({ title: 'Call back', assigneeRole: 'sales' });
    const answers = await Promise.all(
      people.map((by) => send('POST', `/tasks/${task.id}/taking`, undefined, by)),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect((await send('POST', `/tasks/${task.id}/taking`)).json()).toMatchObject({ status: 409 });
  });
});

describe('a recurring task', () => {
  const weekly = { title: 'Report', dueOn: '2026-05-04', recurrence: 'FREQ=WEEKLY' };

  it('makes the next one once, however many complete it at once', async () => {
    const { send, make, titles } = await enter();
    const task = await make({ ...weekly, items: [{ text: 'Figures', isDone: true }] });
    await Promise.all([1, 2, 3, 4].map(() => send('POST', `/tasks/${task.id}/completion`)));
    expect(await titles('state=open')).toEqual(['Report']);
    const [next] = (await send('GET', '/tasks?state=open')).json<{ data: Task[] }>().data;
    expect(next).toMatchObject({ dueOn: '2026-05-11', items: [{ text: 'Figures', isDone: false }] });
  });

  it('takes the next one back when it is opened again, unless somebody has touched that', async () => {
    const { send, make, titles } = await enter();
    const task = await make(weekly);
    await send('POST', `/tasks/${task.id}/completion`);
    await send('DELETE', `/tasks/${task.id}/completion`);
    expect(await titles('state=open')).toEqual(['Report']);
    await send('POST', `/tasks/${task.id}/completion`);
    const [next] = (await send('GET', '/tasks?state=open')).json<{ data: Task[] }>().data;
    setClock(() => new Date(NOON.getTime() + 1_000));
    await send('PATCH', `/tasks/${next?.id}`, { note: 'Begun' });
    await send('DELETE', `/tasks/${task.id}/completion`);
    await send('POST', `/tasks/${task.id}/completion`);
    expect(await titles('state=open'), 'its place in the series is taken for ever').toEqual(['Report']);
  });

  it('is skipped by canceling it, and ended by canceling the series', async () => {
    const { send, make, titles } = await enter();
    const task = await make(weekly);
    await send('POST', `/tasks/${task.id}/cancellation`, {});
    const [next] = (await send('GET', '/tasks?state=open')).json<{ data: Task[] }>().data;
    expect(next?.dueOn).toBe('2026-05-11');
    await send('POST', `/tasks/${next?.id}/cancellation`, { endsSeries: true });
    expect(await titles('state=open')).toEqual([]);
  });
});

describe('a list of tasks', () => {
  it('holds one’s own day: overdue, today, for one’s role, and done today', async () => {
    const { ws, send, make, titles } = await enter();
    const by = await signInAsRole(app, ws, 'sales');
    const me = await userOf(by);
    await make({ title: 'Late', dueOn: '2026-05-01', assigneeId: me });
    await make({ title: 'Too late today', dueAt: '2026-05-04T11:00:00Z', assigneeId: me });
    await make({ title: 'Later today', dueAt: '2026-05-04T15:00:00Z', assigneeId: me });
    await make({ title: 'Someday', assigneeId: me });
    await make({ title: 'For sales', assigneeRole: 'sales' });
    await make({ title: 'For finance', assigneeRole: 'finance' });
    const done = await make({ title: 'Done', assigneeId: me });
    await send('POST', `/tasks/${done.id}/completion`);
    expect(await titles('isMine=true&isOverdue=true', by)).toEqual(['Late', 'Too late today']);
    expect(await titles('isMine=true&isOverdue=false&state=open', by)).toEqual(['Later today', 'Someday']);
    expect(await titles('isForMyRole=true', by)).toEqual(['For sales']);
    expect(await titles('isMine=true&closedFrom=2026-05-04', by)).toEqual(['Done']);
    const counts = (await send('GET', '/tasks/counts', undefined, by)).json();
    expect(counts).toEqual({ overdue: 2, today: 1, forMyRole: 1, doneToday: 1 });
    const key = await send('GET', '/tasks?isMine=true');
    expect(key.json()).toMatchObject({ status: 422, errors: [{ path: 'isMine' }] });
  });

  it('is searched in Thai, pages through every task once in every sort, and is exported', async () => {
    const { send, make, titles } = await enter();
    await make({ title: 'โทรหาลูกค้า' });
    for (let n = 0; n < 7; n += 1)
      await make({ title: `Task ${n}`, ...(n % 2 ? { dueOn: `2026-05-0${n}` } : {}) });
    expect(await titles('q=ลูกค้า')).toEqual(['โทรหาลูกค้า']);
    for (const sort of ['dueOn', 'name', 'createdAt', 'closedAt'])
      for (const direction of ['asc', 'desc']) {
        const seen: string[] = [];
        let cursor = '';
        do {
          const url = `/tasks?sort=${sort}&direction=${direction}&limit=3${cursor && `&cursor=${cursor}`}`;
          const page = (await send('GET', url)).json<{ data: Task[]; nextCursor: string | null }>();
          seen.push(...page.data.map(({ id }) => id));
          cursor = page.nextCursor ?? '';
        } while (cursor);
        expect(new Set(seen).size, `${sort} ${direction}`).toBe(8);
        expect(seen).toHaveLength(8);
      }
    expect((await send('GET', '/tasks/export.json')).json()).toHaveLength(8);
  });

  it('shows to a narrow role what is theirs, their role’s and about their accounts alone', async () => {
    const { ws, send, make, titles } = await enter();
    const by = await signInAsRole(app, ws, 'sales');
    const me = await userOf(by);
    const accounts = await saveAccounts(ws, [{ name: 'Mine' }, { name: 'Theirs' }]);
    await send('PATCH', `/accounts/${accounts[0]?.id}`, { ownerId: me });
    await make({ title: 'About mine', accountId: accounts[0]?.id, assigneeId: null });
    const hidden = await make({ title: 'About theirs', accountId: accounts[1]?.id, assigneeId: null });
    await make({ title: 'For me', assigneeId: me });
    await make({ title: 'For sales', assigneeRole: 'sales' });
    await send('PATCH', '/roles/sales', { rowScope: 'own' });
    expect((await titles('sort=name', by)).toSorted()).toEqual(['About mine', 'For me', 'For sales']);
    expect((await send('GET', `/tasks/${hidden.id}`, undefined, by)).statusCode).toBe(404);
    const bulk = { field: 'isDone', ids: [hidden.id], value: true };
    expect((await send('POST', '/tasks/bulk', bulk, by)).statusCode).toBe(404);
  });
});

describe('many tasks at once', () => {
  it('are completed, moved, handed over and deleted, and put back by the answer', async () => {
    const { ws, send, make } = await enter();
    const me = await userOf(await signInAsRole(app, ws, 'sales'));
    const tasks = [await make({ title: 'A', dueOn: '2026-05-01' }), await make({ title: 'B' })];
    const ids = tasks.map(({ id }) => id);
    const before = (await send('GET', '/tasks?sort=name')).json<{ data: Task[] }>().data;
    for (const change of [
      { field: 'isDone', value: true },
      { field: 'dueOn', value: '2026-06-01' },
      { field: 'assigneeId', value: me },
      { field: 'isDeleted', value: true },
    ]) {
      const answer = (await send('POST', '/tasks/bulk', { ...change, ids })).json();
      expect(answer.changedCount, change.field).toBe(2);
      await send('POST', '/tasks/bulk', answer.undo);
      const after = (await send('GET', '/tasks?sort=name')).json<{ data: Task[] }>().data;
      expect(after, change.field).toEqual(before);
    }
  });
});

describe('a reminder', () => {
  it('is mailed once, to the assignee or to everybody of the role', async () => {
    const { ws, make } = await enter();
    const me = await userOf(await signInAsRole(app, ws, 'sales'));
    await make({ title: 'Mine', assigneeId: me, remindAt: '2026-05-04T11:59:00Z', dueOn: '2026-05-05' });
    await make({ title: 'Of the role', assigneeRole: 'sales', remindAt: '2026-05-04T12:00:00Z' });
    await make({ title: 'Later', assigneeId: me, remindAt: '2026-05-04T12:01:00Z' });
    await Promise.all([1, 2, 3].map(() => remindEverywhere(config)));
    const { rows } = await pool().query<{ subject: string }>(
      "select subject from core.mails where workspace_id = $1 and kind = 'task_reminder' order by subject",
      [ws],
    );
    expect(rows.map(({ subject }) => subject)).toEqual(['Reminder: Mine', 'Reminder: Of the role']);
  });
});
