import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import { inTransaction, pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordTickets } from '../../signals/index.ts';
import { findAccountIds, findPersonIds, saveAccounts, savePeople } from '../index.ts';
import type { Merge } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const call = async (method: 'GET' | 'POST' | 'DELETE' | 'PATCH', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  const [one, two] = await saveAccounts(ws, [
    { externalId: 'a1', name: 'Acme', domain: 'acme.example', industry: 'Retail' },
    { externalId: 'a2', name: 'Acme Ltd', domain: 'acme.test', country: 'TH', seats: 7 },
  ]);
  const pair = { object: 'account' as const, keptId: one?.id ?? '', mergedId: two?.id ?? '' };
  const merge = async (wanted: object = pair) => call('POST', '/merges', wanted);
  return { ws, call, pair, merge };
}

const count = async (text: string, values: unknown[]) =>
  Number((await pool().query<{ n: string }>(`select count(*) as n from ${text}`, values)).rows[0]?.n);

describe('a merge', () => {
  it('takes each field from the record that was chosen, and where nothing was, the fuller or newer one', async () => {
    const { call, pair, merge } = await enter();
    const preview = await call('GET', `/merges/preview?${new URLSearchParams(pair)}`);
    expect(preview.json().fields.find(({ field }: { field: string }) => field === 'country')).toMatchObject({
      ...{ kept: null, merged: 'TH', suggested: 'merged', isSame: false },
    });
    const answer = await merge({ ...pair, choices: { name: 'merged', domain: 'merged' } });
    expect(answer.statusCode).toBe(200);
    expect((await call('GET', `/accounts/${pair.keptId}`)).json()).toMatchObject({
      ...{
        externalId: 'a1',
        name: 'Acme Ltd',
        domain: 'acme.test',
        industry: 'Retail',
        country: 'TH',
        seats: 7,
      },
    });
    expect((await merge({ ...pair, choices: { email: 'kept' } })).statusCode).toBe(422);
  });

  it('asked twice, or twice at once, is one merge', async () => {
    const { ws, pair, merge } = await enter();
    const answers = await Promise.all([merge(), merge(), merge()]);
    const ids = new Set([...answers, await merge()].map((answer) => answer.json<Merge>().id));
    expect(ids.size).toBe(1);
    expect(await count('customers.merges where workspace_id = $1', [ws])).toBe(1);
    const backwards = await merge({ ...pair, keptId: pair.mergedId, mergedId: pair.keptId });
    expect(backwards.json().code).toBe('same_record');
  });

  it('lets the old id, external id and domain lead to the record that stays, which keeps its own', async () => {
    const { ws, call, pair, merge } = await enter();
    await merge();
    expect((await call('GET', `/accounts/${pair.mergedId}`)).json()).toMatchObject({ id: pair.keptId });
    expect((await call('GET', `/people?accountId=${pair.mergedId}`)).statusCode).toBe(200);
    expect((await findAccountIds(ws, ['a2'])).get('a2')).toBe(pair.keptId);
    const saved = await saveAccounts(ws, [
      { externalId: 'a2', planTier: 'Pro' },
      { domain: 'acme.test', channel: 'ads' },
      { externalId: 'a2', domain: 'acme.test', industry: 'Hotels' },
    ]);
    expect(new Set(saved.map(({ id }) => id))).toEqual(new Set([pair.keptId]));
    expect((await call('GET', `/accounts/${pair.keptId}`)).json()).toMatchObject({
      ...{ externalId: 'a1', domain: 'acme.example', planTier: 'Pro', channel: 'ads', industry: 'Hotels' },
    });
    expect((await call('POST', '/accounts', { name: 'Other', domain: 'acme.test' })).statusCode).toBe(409);
  });

  it('lets the addresses of people lead to the person who stays', async () => {
    const { ws, call } = await enter();
    const [one, two] = await savePeople(ws, [
      { externalId: 'p1', email: 'ann@acme.example', name: 'Ann' },
      { externalId: 'p2', email: 'ann@home.example', name: 'Ann B', phone: '1' },
    ]);
    await call('POST', '/merges', { object: 'person', keptId: one?.id, mergedId: two?.id });
    const ids = await findPersonIds(ws, { externalIds: ['p2'], emails: ['Ann@home.example'] });
    expect([...ids.values()]).toEqual([one?.id, one?.id]);
    await savePeople(ws, [
      { email: 'ann@home.example', title: 'CEO' },
      { externalId: 'p2', country: 'TH' },
    ]);
    expect((await call('GET', `/people/${two?.id}`)).json()).toMatchObject({
      ...{
        id: one?.id,
        email: 'ann@acme.example',
        externalId: 'p1',
        title: 'CEO',
        country: 'TH',
        phone: '1',
      },
    });
  });

  it('knows a fact without an id again when it is told by the old key', async () => {
    const { ws, merge } = await enter();
    const ticket = { accountExternalId: 'a2', subject: 'Help', openedAt: new Date('2026-01-02') };
    await recordTickets(ws, [ticket]);
    await merge();
    expect(await recordTickets(ws, [ticket])).toEqual([{ outcome: 'unchanged' }]);
    expect(await count('signals.tickets where workspace_id = $1', [ws])).toBe(1);
  });

  it('is told on the timeline and in the audit log, and refuses what is another company’s', async () => {
    const { ws, call, pair, merge } = await enter();
    const other = await enter();
    expect((await merge({ ...pair, mergedId: other.pair.mergedId })).statusCode).toBe(404);
    await merge();
    const { data } = (await call('GET', `/accounts/${pair.keptId}/timeline`)).json();
    expect(data[0].text).toBe('test merged “Acme Ltd” into this record');
    const audited = `workspace.audit_entries where workspace_id = $1 and action = 'account.merged' and object_id = $2`;
    expect(await count(audited, [ws, pair.keptId])).toBe(1);
  });

  it('loses no row of those who write at the same time', async () => {
    const { ws, pair, merge } = await enter();
    const rows = Array.from({ length: 200 }, (_, n) => ({
      email: `p${n}@acme.example`,
      accountExternalId: 'a2',
    }));
    const writing = Array.from({ length: 10 }, (_, n) =>
      inTransaction(async () => {
        const ids = await findAccountIds(ws, ['a2']);
        await savePeople(
          ws,
          rows.slice(n * 20, n * 20 + 20).map(({ email }) => ({ email, accountId: ids.get('a2') })),
        );
      }),
    );
    await Promise.all([...writing.slice(0, 5), merge(), ...writing.slice(5)]);
    const own = 'customers.people where workspace_id = $1 and account_id = $2';
    expect(await count(own, [ws, pair.keptId])).toBe(200);
  });
});

describe('undoing a merge', () => {
  it('leaves with the record that stayed what came after the merge', async () => {
    const { ws, call, pair, merge } = await enter();
    const { id } = (await merge()).json<Merge>();
    await recordTickets(ws, [{ externalId: 't', accountExternalId: 'a2', openedAt: new Date() }]);
    await call('PATCH', `/accounts/${pair.keptId}`, { name: 'Acme Group' });
    expect((await call('DELETE', `/merges/${id}`)).json()).toMatchObject({ canUndo: false });
    expect((await call('DELETE', `/merges/${id}`)).statusCode).toBe(200);
    expect((await call('GET', `/accounts/${pair.keptId}`)).json()).toMatchObject({
      ...{ name: 'Acme Group', country: null, seats: null },
    });
    expect((await call('GET', `/accounts/${pair.mergedId}`)).json()).toMatchObject({
      ...{ id: pair.mergedId, name: 'Acme Ltd', externalId: 'a2', domain: 'acme.test' },
    });
    expect(await count('signals.tickets where account_id = $1', [pair.keptId])).toBe(1);
    expect((await merge()).json<Merge>().id).not.toBe(id);
  });

  it('says so when the 30 days are over', async () => {
    const { call, merge } = await enter();
    const { id, undoUntil } = (await merge()).json<Merge>();
    setClock(() => new Date(undoUntil));
    const answer = await call('DELETE', `/merges/${id}`);
    expect(answer.json()).toMatchObject({ status: 409, code: 'undo_is_over' });
  });

  it('goes backwards: a merge that a later one builds upon waits for that one', async () => {
    const { ws, call, pair, merge } = await enter();
    const [third] = await saveAccounts(ws, [{ name: 'Acme Holding' }]);
    const first = (await merge()).json<Merge>();
    const second = (
      await merge({ object: 'account', keptId: third?.id, mergedId: pair.keptId })
    ).json<Merge>();
    expect((await findAccountIds(ws, ['a2'])).get('a2')).toBe(third?.id);
    const refusal = (await call('DELETE', `/merges/${first.id}`)).json();
    expect(refusal).toMatchObject({ code: 'merge_built_upon' });
    expect(refusal.detail).toContain('Acme Holding');
    expect((await call('DELETE', `/merges/${second.id}`)).statusCode).toBe(200);
    expect((await findAccountIds(ws, ['a2'])).get('a2')).toBe(pair.keptId);
    expect((await call('DELETE', `/merges/${first.id}`)).statusCode).toBe(200);
    expect((await findAccountIds(ws, ['a2'])).get('a2')).toBe(pair.mergedId);
  });
});
