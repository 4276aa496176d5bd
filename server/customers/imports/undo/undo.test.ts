import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace } from '../../../../test/support/database.ts';
import { withApiKey } from '../../../../test/support/http.ts';
import { type Files, runFiles, useImportSite } from '../../../../test/support/imports.ts';
import { now, setClock } from '../../../core/clock.ts';
import { pool } from '../../../core/db.ts';
import type { ImportUndo, KeptRecord, UndoForecast } from './schema.ts';

/** Each round is two imports and an undo. */
const PROPERTY_TIMEOUT_MS = 120_000;

const site = useImportSite();

let workspaceId: string;
let headers: { authorization: string };
beforeEach(async () => {
  workspaceId = (await makeWorkspace()).id;
  headers = await withApiKey(workspaceId);
});

const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, body?: object) =>
  site.app.inject({ method, url: `/api/v1/${url}`, headers, ...(body ? { body } : {}) });
const run = (files: Files) => runFiles(site.app, headers, files);
const view = async (id: string): Promise<ImportUndo> => (await call('GET', `imports/${id}/undo`)).json();

async function undo(id: string): Promise<ImportUndo> {
  const answer = await call('POST', `imports/${id}/undo`);
  expect(answer.statusCode, answer.body).toBe(202);
  await drainJobs();
  return view(id);
}

const keptOf = async (id: string) =>
  (await call('GET', `imports/${id}/undo/kept`)).json<{ data: KeptRecord[] }>().data;

/** Everything of the record, row by row. */
async function dump(): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of ['accounts', 'people', 'stakeholders', 'account_tags', 'person_tags', 'field_values']) {
    const found = await pool().query(
      `select to_jsonb(t) as row from customers.${table} t where workspace_id = $1 order by to_jsonb(t)::text`,
      [workspaceId],
    );
    rows[table] = found.rows.map(({ row }) => row);
  }
  return rows;
}

async function idOf(table: 'accounts' | 'people', externalId: string): Promise<string> {
  const { rows } = await pool().query(
    `select id from customers.${table} where workspace_id = $1 and external_id = $2`,
    [workspaceId, externalId],
  );
  return rows[0]?.id ?? '';
}

const ACCOUNTS = 'Account ID,Name,Industry,Stage,Tags,Color\n';
const PEOPLE = 'Person ID,Email,Name,Job title,Account ID,Role,Tags\n';
const BASE = {
  'accounts.csv': `${ACCOUNTS}A-1,Acme,Retail,trial,old,red\nA-2,Globex,,lead,,\nA-3,Initech,Health,customer,,blue\n`,
  'people.csv': `${PEOPLE}P-1,p1@x.com,Ann,Chief,A-1,champion,old\nP-2,p2@x.com,Bo,,A-2,,\nP-3,p3@x.com,Cy,,,,\n`,
};

const some = (...values: string[]) => fc.constantFrom('', ...values);
const account = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    some('Acme', 'Renamed', 'Other'),
    some('Retail', 'Energy'),
    some('lead', 'trial', 'customer'),
    some('old', 'fresh', 'fresh; more'),
    some('red', 'green'),
  )
  .map(([id, ...cells]) => `A-${id},${cells.map((cell) => cell).join(',')}`);
const person = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    some('Ann', 'Dora'),
    some('Chief', 'Clerk'),
    some('A-1', 'A-2', 'A-4', 'A-5'),
    some('champion', 'user'),
    some('old', 'fresh'),
  )
  .map(([id, ...cells]) => `P-${id},p${id}@x.com,${cells.join(',')}`);

describe('the undo of an import', () => {
  it(
    'leaves the state before it, for any mix of new, changed and repeated rows',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(account, { minLength: 1, maxLength: 8 }),
          fc.array(person, { minLength: 1, maxLength: 8 }),
          async (accounts, people) => {
            workspaceId = (await makeWorkspace()).id;
            headers = await withApiKey(workspaceId);
            await run(BASE);
            const before = await dump();
            const { id } = await run({
              'accounts.csv': `${ACCOUNTS}${accounts.join('\n')}\n`,
              'people.csv': `${PEOPLE}${people.join('\n')}\n`,
            });
            const { state } = await view(id);
            if (state === 'nothing') return expect(await dump()).toEqual(before);
            expect(await undo(id)).toMatchObject({ state: 'done', progress: 1, counts: { kept: 0 } });
            expect(await dump()).toEqual(before);
          },
        ),
        { numRuns: 15, endOnFailure: true },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it('takes imports back one after the other, the latest first', async () => {
    const empty = await dump();
    const first = await run(BASE);
    const before = await dump();
    const second = await run({ 'accounts.csv': `${ACCOUNTS}A-1,Acme again,Energy,customer,,green\n` });
    expect((await undo(second.id)).counts).toEqual({ removed: 0, restored: 1, kept: 0 });
    expect(await dump()).toEqual(before);
    expect((await undo(first.id)).counts).toEqual({ removed: 6, restored: 0, kept: 0 });
    expect(await dump()).toEqual(empty);
  });

  it('keeps what was changed or came to have something since, and says why', async () => {
    await run(BASE);
    const { id } = await run({
      'accounts.csv': `${ACCOUNTS}A-1,Acme 2,Energy,customer,,green\nA-4,New,,,,\nA-5,Newer,,,,\nA-6,Newest,,,,\n`,
      'people.csv': `${PEOPLE}P-4,p4@x.com,Dan,,A-5,,\nP-5,p5@x.com,Eve,,A-6,,\n`,
    });
    const [a1, a4, p4] = [
      await idOf('accounts', 'A-1'),
      await idOf('accounts', 'A-4'),
      await idOf('people', 'P-4'),
    ];
    expect((await call('PATCH', `accounts/${a1}`, { industry: 'Mining' })).statusCode).toBe(200);
    expect((await call('POST', 'tasks', { title: 'Call', accountId: a4 })).statusCode).toBe(201);
    expect((await call('PATCH', `people/${p4}`, { title: 'Boss' })).statusCode).toBe(200);
    await drainJobs();
    const forecast = (await call('GET', `imports/${id}/undo/forecast`)).json<UndoForecast>();
    expect(forecast).toEqual({
      removed: 3,
      restored: 1,
      kept: expect.arrayContaining([
        { reason: 'changed', count: 1 },
        { reason: 'tasks', count: 1 },
      ]),
    });
    expect((await undo(id)).counts).toEqual({ removed: 2, restored: 0, kept: 4 });
    expect((await keptOf(id)).map(({ object, name, reason }) => [object, name, reason])).toEqual(
      expect.arrayContaining([
        ['account', 'Acme', 'changed'],
        ['account', 'New', 'tasks'],
        ['account', 'Newer', 'people'],
        ['person', 'Dan', 'changed'],
      ]),
    );
    const [acme] = (await call('GET', `accounts?q=Acme`)).json().data;
    expect(acme).toMatchObject({ name: 'Acme', industry: 'Mining', stage: 'trial' });
    expect(await idOf('accounts', 'A-6')).toBe('');
  });

  it('takes a new record back that a rule has given an owner, and not one that went into a merge', async () => {
    const { id } = await run({ 'accounts.csv': `${ACCOUNTS}A-7,One,,,,\nA-8,Two,,,,\nA-9,Three,,,,\n` });
    const [keptId, mergedId] = [await idOf('accounts', 'A-7'), await idOf('accounts', 'A-8')];
    expect((await call('POST', 'merges', { object: 'account', keptId, mergedId })).statusCode).toBe(200);
    await drainJobs();
    expect((await undo(id)).counts).toEqual({ removed: 1, restored: 0, kept: 2 });
    expect((await keptOf(id)).map(({ reason }) => reason)).toEqual(['merged', 'merged']);
  });
});

describe('an undo that is asked for', () => {
  it('twice, also at once, is one', async () => {
    const { id } = await run(BASE);
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `imports/${id}/undo`)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    await Promise.all([drainJobs(), drainJobs()]);
    const done = await view(id);
    expect(done).toMatchObject({ state: 'done', counts: { removed: 6, restored: 0, kept: 0 } });
    expect((await call('POST', `imports/${id}/undo`)).json()).toEqual(done);
    const { rows } = await pool().query(
      `select count(*)::integer from workspace.audit_entries where workspace_id = $1 and action like 'import.und%'`,
      [workspaceId],
    );
    expect(rows[0].count).toBe(2);
  });

  it('is refused of an import that has not begun, and after 30 days', async () => {
    const { id } = await run(BASE);
    const draft = await site.app.inject({ url: '/api/v1/imports/none/undo', headers });
    expect(draft.statusCode).toBe(404);
    const at = now().getTime() + 31 * 24 * 3_600_000;
    setClock(() => new Date(at));
    expect((await call('POST', `imports/${id}/undo`)).json()).toMatchObject({ code: 'undo_tooLate' });
    setClock();
  });

  it('is told on the timeline of what it changed, and the import cannot go on', async () => {
    await run(BASE);
    const { id } = await run({ 'accounts.csv': `${ACCOUNTS}A-1,Acme,Energy,,,\n` });
    await undo(id);
    const { data } = (await call('GET', `accounts/${await idOf('accounts', 'A-1')}/timeline`)).json();
    expect(data[0].text).toContain('An import was undone');
    expect((await call('POST', `imports/${id}/run`)).statusCode).toBe(409);
  });
});
