import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { addDays } from 'date-fns/addDays';
import { beforeEach, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { type Files, sendFiles, uploadFiles, useImportSite } from '../../../test/support/imports.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import { addJob } from '../../core/jobs.ts';
import type { ImportRun } from './schema.ts';

const site = useImportSite();

let workspaceId: string;
let headers: { authorization: string };
beforeEach(async () => {
  workspaceId = (await makeWorkspace()).id;
  headers = await withApiKey(workspaceId);
});

const upload = (files: Files) => uploadFiles(site.app, headers, files);
const call = (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) =>
  site.app.inject({ method, url: `/api/v1/${url}`, headers, ...(body ? { body } : {}) });

async function accountRows(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query(
    `select external_id, name, seats, signed_up_at, attributes from customers.accounts
     where workspace_id = $1 order by external_id`,
    [workspaceId],
  );
  return rows;
}

const ACCOUNTS =
  'Account ID,Name,Signup date,Seats,Tier color\nA-1,Acme,16-10-2024,5,red\nA-2,Globex,01-02-2024,7,\n';

describe('an upload', () => {
  it('becomes a draft that tells what it holds and where each column goes, and writes nothing yet', async () => {
    const draft = await upload({ 'crm_accounts.csv': ACCOUNTS });
    expect(draft).toMatchObject({ state: 'draft', files: [{ objectName: 'accounts', questions: [] }] });
    expect(draft.files[0]?.columns.map(({ target }) => target)).toEqual([
      { kind: 'field', field: 'externalId' },
      { kind: 'field', field: 'name' },
      { kind: 'field', field: 'signedUpAt' },
      { kind: 'field', field: 'seats' },
      { kind: 'attribute', name: 'Tier color', type: 'text' },
    ]);
    expect(draft.files[0]?.columns[2]?.dateOrder).toBe('dmy');
    expect(draft.files[0]?.preview[0]).toEqual({ line: 2, cells: ['A-1', 'Acme', '16-10-2024', '5', 'red'] });
    expect(await accountRows()).toEqual([]);
  });

  it.each([
    ['a workbook that is cut off', Buffer.from('504b030414000600', 'hex'), 'Excel'],
    ['an empty file', '', 'empty'],
    ['a header alone', 'Account ID,Name\n', 'no rows'],
    ['twice the same header', 'Name,Seats,Name\na,1,b\n', 'columns 1 and 3 are both named Name'],
    ['an open quote', 'Account ID,Name\nA-1,"Acme\n', 'Line 2'],
  ])('of %s is refused in a sentence, and nothing is kept', async (_what, content, sentence) => {
    await upload({ 'accounts.csv': ACCOUNTS });
    const kept = readdirSync(path.join(site.dataDir, 'imports'));
    const answer = await sendFiles(site.app, headers, { 'accounts.csv': ACCOUNTS, 'other.csv': content });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'unreadable_file', errors: [{ path: 'other.csv' }] });
    expect(answer.json<{ detail: string }>().detail).toContain(sentence);
    expect((await call('GET', 'imports')).json<{ data: unknown[] }>().data).toHaveLength(1);
    expect(readdirSync(path.join(site.dataDir, 'imports'))).toEqual(kept);
  });

  it('of something else than files is refused', async () => {
    expect((await call('POST', 'imports', {})).statusCode).toBe(415);
    expect((await sendFiles(site.app, headers, {})).statusCode).toBeGreaterThanOrEqual(400);
  });

  it('needs the permission, and another company’s import is not found', async () => {
    const draft = await upload({ 'accounts.csv': ACCOUNTS });
    const reader = await withApiKey(workspaceId, ['accounts.read']);
    expect((await sendFiles(site.app, reader, { 'accounts.csv': ACCOUNTS })).statusCode).toBe(403);
    const stranger = await withApiKey((await makeWorkspace()).id);
    for (const [method, act] of [
      ['GET', ''],
      ['GET', '/errors.csv'],
      ['POST', '/run'],
      ['POST', '/dry-run'],
    ] as const) {
      const answer = await site.app.inject({
        method,
        url: `/api/v1/imports/${draft.id}${act}`,
        headers: stranger,
      });
      expect(answer.statusCode).toBe(404);
    }
  });
});

describe('a draft', () => {
  it('that nobody goes on with is forgotten after a week, with its files', async () => {
    const { id } = await upload({ 'accounts.csv': ACCOUNTS });
    const { rows } = await pool().query<{ path: string }>(
      'select path from customers.import_files where run_id = $1',
      [id],
    );
    const stored = rows[0]?.path ?? '';
    expect(existsSync(stored)).toBe(true);
    for (const days of [6, 8]) {
      setClock(() => addDays(new Date(), days));
      await addJob('customers.clean-imports', {});
      await drainJobs();
      setClock();
      expect((await call('GET', `imports/${id}`)).statusCode).toBe(days < 7 ? 200 : 404);
      expect(existsSync(stored)).toBe(days < 7);
    }
  });
});

describe('questions', () => {
  const AMBIGUOUS = 'Account ID,Name,Signup date\nA-1,Acme,03-04-2024\nA-2,Globex,05-06-2024\n';

  it('are asked about a date that could be two, and hold the import back until they are answered', async () => {
    const draft = await upload({ 'accounts.csv': AMBIGUOUS });
    expect(draft.files[0]?.questions).toMatchObject([
      { kind: 'date_order', columnIndex: 2, options: ['dmy', 'mdy'], values: { sample: '03-04-2024' } },
    ]);
    const early = await call('POST', `imports/${draft.id}/run`);
    expect(early.json()).toMatchObject({ status: 409, code: 'import_has_questions' });
    const change = { id: draft.files[0]?.id, columns: [{ index: 2, dateOrder: 'mdy' }] };
    const answered = await call('PATCH', `imports/${draft.id}`, { files: [change] });
    expect(answered.json<ImportRun>().files[0]?.questions).toEqual([]);
    await call('POST', `imports/${draft.id}/run`);
    await drainJobs();
    expect(await accountRows()).toMatchObject([
      { external_id: 'A-1', signed_up_at: new Date('2024-03-04') },
      { external_id: 'A-2', signed_up_at: new Date('2024-05-06') },
    ]);
  });

  it('are not asked when a value far below the head decides', async () => {
    const early = Array.from({ length: 1_500 }, (_none, index) => `A-${index},03-04-2024`).join('\n');
    const draft = await upload({ 'accounts.csv': `Account ID,Signup date\n${early}\nA-x,04-13-2024\n` });
    expect(draft.files[0]).toMatchObject({ questions: [], columns: [{}, { dateOrder: 'mdy' }] });
  });

  it('are asked about a sign that may be a decimal or a thousand', async () => {
    const draft = await upload({ 'accounts.csv': 'Account ID;Seats\nA-1;1.250\nA-2;2.500\n' });
    expect(draft.files[0]?.questions).toMatchObject([{ kind: 'decimal_mark', columnIndex: 1 }]);
  });

  it('are asked about a file that could be anything', async () => {
    const draft = await upload({ 'data.csv': 'foo,bar\n1,2\n' });
    expect(draft.files[0]).toMatchObject({ objectName: null, questions: [{ kind: 'object' }] });
    const columns = [{ index: 0, target: 'externalId' }];
    const change = { id: draft.files[0]?.id, objectName: 'accounts', columns };
    const answered = await call('PATCH', `imports/${draft.id}`, { files: [change] });
    expect(answered.json<ImportRun>().files[0]).toMatchObject({
      objectName: 'accounts',
      questions: [],
      columns: [
        { target: { field: 'externalId' } },
        { target: { kind: 'attribute', name: 'bar', type: 'number' } },
      ],
    });
  });

  it('refuse an answer that cannot be', async () => {
    const draft = await upload({ 'accounts.csv': AMBIGUOUS });
    const id = draft.files[0]?.id;
    for (const change of [
      { id: 'imf_unknown' },
      { id, objectName: 'nothing' },
      { id, columns: [{ index: 9, target: 'name' }] },
      { id, columns: [{ index: 0, target: 'nothing' }] },
      { id, isRemoved: true },
    ]) {
      expect((await call('PATCH', `imports/${draft.id}`, { files: [change] })).statusCode).toBe(422);
    }
  });
});
