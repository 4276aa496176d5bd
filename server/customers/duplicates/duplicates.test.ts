import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { importPaths, saveAccounts, savePeople } from '../index.ts';
import type { BulkMerged, Duplicate, Likely } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  const list = async (query = '') =>
    (await call('GET', `/duplicates?${query}`)).json<{ data: Duplicate[]; nextCursor: string | null }>();
  const namesOf = async (query = '') =>
    (await list(query)).data.map(({ first, second }) => [first.name, second.name].toSorted().join(' = '));
  return { ws, call, list, namesOf };
}

describe('the background search for duplicates', () => {
  it('finds pairs of changed records, once each, with the reasons in words and the likeliest first', async () => {
    const { ws, list, namesOf } = await enter();
    await saveAccounts(ws, [
      { externalId: '1', name: 'Acme Ltd', domain: 'acme.example' },
      { externalId: '2', name: 'ACME', domain: 'acme.example' },
      { externalId: '3', name: 'บริษัท ใจดี จำกัด' },
      { externalId: '4', name: 'ใจดี' },
      { externalId: '5', name: 'Zenith', domain: 'zenith.example' },
    ]);
    await savePeople(ws, [
      { externalId: 'p1', name: 'สมชาย ใจดี', email: 'somchai@acme.example', accountExternalId: '1' },
      { externalId: 'p2', name: 'สมชาย ใจดี้', accountExternalId: '1' },
      { externalId: 'p3', name: 'วิภา ศรีสุข', accountExternalId: '1' },
      { externalId: 'p4', name: 'Ann', email: 'ann@acme.example', phone: '+66 81 234 5678' },
      { externalId: 'p5', name: 'Ann', email: 'ann+x@acme.example', phone: '081-234-5678' },
    ]);
    await drainJobs();
    expect(await namesOf()).toEqual(['ACME = Acme Ltd', 'บริษัท ใจดี จำกัด = ใจดี']);
    expect((await list()).data[0]).toMatchObject({ isSure: true, score: 99 });
    expect((await list()).data[0]?.reasons.map(({ text }) => text)).toEqual(['Same domain', 'Same name']);
    expect(await namesOf('object=person')).toEqual(['Ann = Ann', 'สมชาย ใจดี = สมชาย ใจดี้']);
    expect(await namesOf('isSure=true')).toHaveLength(1);
    expect(await namesOf('q=บริษัท')).toEqual(['บริษัท ใจดี จำกัด = ใจดี']);
  });

  it('takes a pair back when its records no longer look alike, and finds all again in a full pass', async () => {
    const { ws, call, namesOf } = await enter();
    const [one] = await saveAccounts(ws, [
      { name: 'Acme', domain: 'a.example' },
      { name: 'Acme Ltd', domain: 'b.example' },
    ]);
    await drainJobs();
    expect(await namesOf()).toHaveLength(1);
    await call('PATCH', `/accounts/${one?.id}`, { name: 'Zenith' });
    await drainJobs();
    expect(await namesOf()).toEqual([]);
    await pool().query(`update customers.accounts set name = 'Acme', name_key = 'acme' where id = $1`, [
      one?.id,
    ]);
    expect((await call('POST', '/duplicates/scans')).statusCode).toBe(202);
    await drainJobs();
    expect(await namesOf()).toHaveLength(1);
  });

  it('forgets a pair that was said not to be the same for ever, also when it is found again or one was merged', async () => {
    const { ws, call, list, namesOf } = await enter();
    await saveAccounts(
      ws,
      ['Acme', 'Acme Ltd'].map((name, n) => ({ name, domain: `${n}.example`, externalId: `${n}` })),
    );
    await drainJobs();
    const [pair] = (await list()).data;
    expect((await call('PUT', `/duplicates/${pair?.id}/dismissal`)).json().dismissedBy).toBe('test');
    const [third] = await saveAccounts(ws, [{ externalId: '0', industry: 'Retail' }, { name: 'Acme Inc' }]);
    await call('POST', '/duplicates/scans');
    await drainJobs();
    expect(await namesOf()).not.toContain('Acme = Acme Ltd');
    expect(await namesOf('isDismissed=true')).toEqual(['Acme = Acme Ltd']);
    const inc = (await list()).data.find(({ first, second }) =>
      [first.id, second.id].includes(third?.id ?? ''),
    );
    const keptId = inc?.first.name === 'Acme Inc' ? inc.first.id : inc?.second.id;
    await call('POST', '/merges', {
      object: 'account',
      keptId,
      mergedId: third?.id,
      choices: { name: 'kept' },
    });
    await drainJobs();
    expect(await namesOf()).toEqual([]);
    const [old] = (await list('isDismissed=true')).data;
    await call('DELETE', `/duplicates/${old?.id}/dismissal`);
    expect(await namesOf()).toHaveLength(1);
  });

  it('merges many pairs at once, and undoing one brings its pair back', async () => {
    const { ws, call, list } = await enter();
    await saveAccounts(
      ws,
      [1, 2, 3, 4].map((n) => ({ externalId: `${n}`, name: `Firm ${n % 2}`, domain: `${n % 2}.example` })),
    );
    await drainJobs();
    const pairIds = (await list('isSure=true')).data.map(({ id }) => id);
    expect(pairIds).toHaveLength(2);
    const done = (await call('POST', '/duplicates/merges', { pairIds })).json<BulkMerged>();
    expect(done).toMatchObject({ merges: [{ canUndo: true }, { canUndo: true }], failed: [] });
    const again = (await call('POST', '/duplicates/merges', { pairIds })).json<BulkMerged>();
    expect(again.failed.map(({ code }) => code)).toEqual(['not_found', 'not_found']);
    expect((await list()).data).toEqual([]);
    await call('DELETE', `/merges/${done.merges[0]?.id}`);
    expect((await list()).data).toHaveLength(1);
  });

  it('uses the indexes, never all pairs', async () => {
    const { ws } = await enter();
    await savePeople(
      ws,
      Array.from({ length: 3_000 }, (_, n) => ({
        email: `p${n}@firm${n % 50}.example`,
        name: `Person ${n * 7_919}`,
      })),
    );
    await pool().query('analyze customers.people');
    const client = await pool().connect();
    await client.query(`set enable_seqscan = off`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select id from customers.people p where p.workspace_id = $1
        and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 9) = '812345678' and p.phone is not null`,
      [ws],
    );
    await client.query('reset enable_seqscan');
    client.release();
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('people_by_phone_digits');
  });
});

describe('an import', () => {
  it('lists the likely duplicates that came with it, and no others', async () => {
    const { ws, list, namesOf } = await enter();
    await saveAccounts(ws, [{ name: 'Zenith' }, { name: 'Zenith Ltd' }, { name: 'Acme' }]);
    const folder = mkdtempSync(path.join(tmpdir(), 'goodword-duplicates-'));
    const file = path.join(folder, 'accounts.csv');
    writeFileSync(file, 'Account ID,Name\nA-1,Acme Ltd\nA-2,Harbor\n');
    await importPaths(ws, [file]);
    rmSync(folder, { recursive: true });
    await drainJobs();
    const { rows } = await pool().query<{ id: string }>(
      'select id from customers.import_runs where workspace_id = $1',
      [ws],
    );
    expect((await list()).data).toHaveLength(2);
    expect(await namesOf(`importId=${rows[0]?.id}`)).toEqual(['Acme = Acme Ltd']);
  });
});

describe('asking who may be there already', () => {
  it('tells the likely ones with their reasons, before anything is saved', async () => {
    const { ws, call } = await enter();
    await saveAccounts(ws, [{ name: 'บริษัท ใจดี จำกัด', domain: 'jaidee.example' }]);
    await savePeople(ws, [{ email: 'ann@acme.example', name: 'Ann', phone: '+66 81 234 5678' }]);
    const ask = async (query: Record<string, string>) =>
      (await call('GET', `/duplicates/likely?${new URLSearchParams(query)}`)).json<{ data: Likely[] }>().data;
    expect(await ask({ object: 'account', name: 'ใจดี' })).toMatchObject([{ name: 'บริษัท ใจดี จำกัด' }]);
    expect(await ask({ object: 'account', domain: 'https://www.jaidee.example/' })).toMatchObject([
      { score: 70 },
    ]);
    expect(await ask({ object: 'person', phone: '0812345678' })).toMatchObject([
      { detail: 'ann@acme.example' },
    ]);
    expect(await ask({ object: 'person', email: 'ann@acme.example' })).toMatchObject([{ isSure: true }]);
    expect(await ask({ object: 'person', name: 'Bob' })).toEqual([]);
  });
});
