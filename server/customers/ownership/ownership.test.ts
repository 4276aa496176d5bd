import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { ensureIdentity, upsertMember } from '../../workspace/index.ts';
import { saveAccounts, savePeople } from '../index.ts';
import type { HandOver } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  return { ws, send };
}

async function addMember(ws: string, name: string) {
  const email = `${name}-${ws}@example.com`.toLowerCase();
  const userId = await ensureIdentity({ email, name, password: 'correct horse battery' });
  await upsertMember(ws, userId, 'sales');
  return { userId, email };
}

async function ownersOf(ws: string, table: 'accounts' | 'people') {
  const { rows } = await pool().query<{ external_id: string; owner_id: string | null }>(
    `select external_id, owner_id from customers.${table} where workspace_id = $1 order by external_id`,
    [ws],
  );
  return new Map(rows.map((row) => [row.external_id, row.owner_id]));
}

/** Ann owns five accounts with one person each, one person elsewhere, and Bo owns one account. */
async function annsBook() {
  const { ws, send } = await enter();
  const [ann, bo, cy] = [await addMember(ws, 'Ann'), await addMember(ws, 'Bo'), await addMember(ws, 'Cy')];
  const accounts = await saveAccounts(ws, [
    ...Array.from({ length: 5 }, (_, n) => ({
      externalId: `a${n}`,
      name: `Account ${n}`,
      ownerEmail: ann.email,
    })),
    { externalId: 'b', name: 'Of Bo', ownerEmail: bo.email },
  ]);
  await savePeople(ws, [
    ...Array.from({ length: 5 }, (_, n) => ({
      ...{ externalId: `p${n}`, name: `Person ${n}`, ownerEmail: ann.email, accountExternalId: `a${n}` },
    })),
    { externalId: 'p9', name: 'Elsewhere', ownerEmail: ann.email, accountExternalId: 'b' },
  ]);
  const ids = accounts.map(({ id }) => id);
  return { ws, send, ann, bo, cy, ids };
}

describe('a hand-over', () => {
  it('gives everything away in turn, people, deals and tasks with their account, and leaves the note on every account', async () => {
    const { ws, send, ann, bo, cy, ids } = await annsBook();
    const deal = { name: 'Renewal', accountId: ids[3], ownerId: ann.userId };
    const { id: dealId } = (await send('POST', '/deals', deal)).json();
    const task = { title: 'Call', accountId: ids[2], assigneeId: ann.userId };
    const { id: taskId } = (await send('POST', '/tasks', task)).json();
    const counts = { account: 5, person: 6, deal: 1, task: 1 };
    expect((await send('GET', `/hand-overs/holdings?userId=${ann.userId}`)).json()).toEqual(counts);
    const answer = await send('POST', '/hand-overs', {
      fromUserId: ann.userId,
      toUserIds: [bo.userId, cy.userId],
      note: 'Ann leaves in May',
      accountNotes: [{ accountId: ids[1], note: 'Wants a call in June' }],
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.json<HandOver>().counts).toEqual(counts);
    const accounts = await ownersOf(ws, 'accounts');
    const people = await ownersOf(ws, 'people');
    expect([...accounts.values()].filter((owner) => owner === bo.userId)).toHaveLength(4);
    expect([...accounts.values()].filter((owner) => owner === cy.userId)).toHaveLength(2);
    for (const n of [0, 1, 2, 3, 4]) expect(people.get(`p${n}`)).toBe(accounts.get(`a${n}`));
    expect((await send('GET', `/deals/${dealId}`)).json().ownerId).toBe(accounts.get('a3'));
    expect((await send('GET', `/tasks/${taskId}`)).json().assigneeId).toBe(accounts.get('a2'));
    expect(people.get('p9')).toBe(bo.userId);
    const timeline = await send('GET', `/accounts/${ids[1]}/timeline`);
    expect(timeline.body).toContain('Ann leaves in May');
    expect(timeline.body).toContain('Wants a call in June');
    const other = await send('GET', `/accounts/${ids[2]}/timeline`);
    expect(other.body).toContain('Ann leaves in May');
    expect(other.body).not.toContain('June');
  });

  it('is undone for what the new owners still have', async () => {
    const { ws, send, ann, bo, cy, ids } = await annsBook();
    const made = await send('POST', '/hand-overs', { fromUserId: ann.userId, toUserIds: [bo.userId] });
    await send('PATCH', `/accounts/${ids[0]}`, { ownerId: cy.userId });
    const undone = await send('DELETE', `/hand-overs/${made.json<HandOver>().id}`);
    expect(undone.json<HandOver>()).toMatchObject({ undoneAt: expect.any(String) });
    const accounts = await ownersOf(ws, 'accounts');
    expect(accounts.get('a0')).toBe(cy.userId);
    expect(accounts.get('b')).toBe(bo.userId);
    for (const n of [1, 2, 3, 4]) expect(accounts.get(`a${n}`)).toBe(ann.userId);
    for (const owner of (await ownersOf(ws, 'people')).values()) expect(owner).toBe(ann.userId);
    const again = await send('DELETE', `/hand-overs/${made.json<HandOver>().id}`);
    expect(again.json()).toMatchObject({ status: 409, code: 'already_undone' });
  });

  it('moves each record once when two are made at the same time', async () => {
    const { ws, send, ann, bo, cy } = await annsBook();
    const answers = await Promise.all(
      [bo, cy].map(({ userId }) =>
        send('POST', '/hand-overs', { fromUserId: ann.userId, toUserIds: [userId] }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
    const { rows } = await pool().query(
      'select count(*)::integer as moves from customers.hand_over_moves where workspace_id = $1',
      [ws],
    );
    expect(rows).toEqual([{ moves: 11 }]);
  });

  it('names what is wrong and moves nothing', async () => {
    const { ws, send, ann, bo, ids } = await annsBook();
    const before = await ownersOf(ws, 'accounts');
    const wrong = [
      [{ fromUserId: 'nobody', toUserIds: [bo.userId] }, 'fromUserId'],
      [{ fromUserId: ann.userId, toUserIds: ['nobody'] }, 'toUserIds'],
      [{ fromUserId: ann.userId, toUserIds: [ann.userId] }, 'toUserIds'],
      [{ fromUserId: ann.userId, toUserIds: [bo.userId, bo.userId] }, 'toUserIds'],
      [
        {
          fromUserId: ann.userId,
          toUserIds: [bo.userId],
          accountNotes: [{ accountId: ids[5], note: 'Bo has it' }],
        },
        'accountNotes.0.accountId',
      ],
    ] as const;
    for (const [body, path] of wrong) {
      const answer = await send('POST', '/hand-overs', body);
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path }] });
    }
    expect(await ownersOf(ws, 'accounts')).toEqual(before);
  });
});

describe('assignment rules', () => {
  it('give new records to members in turn by the first rule that fits, and tell so', async () => {
    const { ws, send } = await enter();
    const [ann, bo] = [await addMember(ws, 'Ann'), await addMember(ws, 'Bo')];
    const big = { object: 'account', name: 'Large', conditions: { minSeats: 100 }, memberIds: [ann.userId] };
    const rest = { object: 'account', name: 'Turns', memberIds: [ann.userId, bo.userId] };
    for (const rule of [big, rest])
      expect((await send('POST', '/assignment-rules', rule)).statusCode).toBe(201);
    await send('POST', '/assignment-rules', { object: 'person', name: 'As account', followsAccount: true });
    const saved = await saveAccounts(ws, [
      { externalId: 'big', name: 'Big', seats: 500 },
      ...Array.from({ length: 9 }, (_, n) => ({ externalId: `s${n}`, name: `Small ${n}`, seats: n })),
      { externalId: 'taken', name: 'Taken', ownerEmail: bo.email },
    ]);
    await savePeople(ws, [{ externalId: 'p', name: 'Pat', accountExternalId: 'big' }]);
    await drainJobs();
    const owners = await ownersOf(ws, 'accounts');
    expect(owners.get('big')).toBe(ann.userId);
    expect(owners.get('taken')).toBe(bo.userId);
    const small = Array.from({ length: 9 }, (_, n) => owners.get(`s${n}`));
    expect(small.filter((owner) => owner === ann.userId)).toHaveLength(5);
    expect(small.filter((owner) => owner === bo.userId)).toHaveLength(4);
    expect((await ownersOf(ws, 'people')).get('p')).toBe(ann.userId);
    const timeline = await send('GET', `/accounts/${saved[0]?.id}/timeline`);
    expect(timeline.body).toContain('Large');
  });

  it('keep the turns even when imports come in at once, and give nothing twice', async () => {
    const { ws, send } = await enter();
    const members = [await addMember(ws, 'Ann'), await addMember(ws, 'Bo'), await addMember(ws, 'Cy')];
    const memberIds = members.map(({ userId }) => userId);
    await send('POST', '/assignment-rules', { object: 'account', name: 'Turns', memberIds });
    await Promise.all(
      [0, 1, 2, 3, 4].map((batch) =>
        saveAccounts(
          ws,
          Array.from({ length: 7 }, (_, n) => ({ externalId: `${batch}-${n}`, name: `${batch} ${n}` })),
        ),
      ),
    );
    await drainJobs();
    const owners = [...(await ownersOf(ws, 'accounts')).values()];
    const shares = memberIds.map((id) => owners.filter((owner) => owner === id).length);
    expect(shares.toSorted()).toEqual([11, 12, 12]);
    const { data } = (await send('GET', '/assignment-rules?object=account')).json();
    expect(data[0].givenCount).toBe(35);
  });

  it('leave alone a record whose owner was taken away, until somebody asks for all', async () => {
    const { ws, send } = await enter();
    const [ann, gone] = [await addMember(ws, 'Ann'), await addMember(ws, 'Gone')];
    const [saved] = await saveAccounts(ws, [{ externalId: 'x', name: 'X', ownerEmail: gone.email }]);
    await saveAccounts(ws, [{ externalId: 'y', name: 'Y', country: 'DE' }]);
    await drainJobs();
    const rule = {
      object: 'account',
      name: 'All but Germans',
      conditions: { countries: ['fr'] },
      memberIds: [gone.userId],
    };
    const made = (await send('POST', '/assignment-rules', rule)).json();
    await send('PATCH', `/accounts/${saved?.id}`, { ownerId: null, country: 'FR' });
    await drainJobs();
    expect((await ownersOf(ws, 'accounts')).get('x')).toBeNull();
    await send('DELETE', `/members/${gone.userId}`);
    await send('POST', '/assignment-rules/runs', { object: 'account' });
    await drainJobs();
    expect((await ownersOf(ws, 'accounts')).get('x'), 'nobody of the rule is left').toBeNull();
    await send('PATCH', `/assignment-rules/${made.id}`, { memberIds: [ann.userId] });
    const preview = (await send('GET', '/assignment-rules/preview?object=account')).json();
    expect(preview).toEqual({ ownerlessCount: 2, byRule: [{ ruleId: made.id, count: 1 }] });
    await send('POST', '/assignment-rules/runs', { object: 'account' });
    await drainJobs();
    const owners = await ownersOf(ws, 'accounts');
    expect([owners.get('x'), owners.get('y')]).toEqual([ann.userId, null]);
  });

  it('are tried in the order in which they stand, and refuse what cannot be', async () => {
    const { ws, send } = await enter();
    const { userId } = await addMember(ws, 'Ann');
    const ids: string[] = [];
    for (const name of ['First', 'Second'])
      ids.push(
        (await send('POST', '/assignment-rules', { object: 'person', name, memberIds: [userId] })).json().id,
      );
    const order = await send('PUT', '/assignment-rules/order', { object: 'person', ids: ids.toReversed() });
    expect(order.json().data.map(({ name }: { name: string }) => name)).toEqual(['Second', 'First']);
    const half = await send('PUT', '/assignment-rules/order', { object: 'person', ids: ids.slice(1) });
    expect(half.json()).toMatchObject({ status: 422, errors: [{ path: 'ids' }] });
    const wrong = [
      [
        { object: 'person', name: 'X', memberIds: [userId], conditions: { minSeats: 1 } },
        'conditions.minSeats',
      ],
      [{ object: 'account', name: 'X', followsAccount: true }, 'followsAccount'],
      [{ object: 'account', name: 'X' }, 'memberIds'],
      [{ object: 'account', name: 'X', memberIds: ['nobody'] }, 'memberIds'],
    ] as const;
    for (const [body, path] of wrong) {
      const answer = await send('POST', '/assignment-rules', body);
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });
});
