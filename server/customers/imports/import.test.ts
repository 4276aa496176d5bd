import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import {
  type Files,
  runFiles,
  sendFiles,
  uploadFiles,
  useImportSite,
} from '../../../test/support/imports.ts';
import { pool } from '../../core/db.ts';
import { words } from '../../core/words.ts';
import type { ImportRun, ImportSummary } from './schema.ts';

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

const run = (files: Files) => runFiles(site.app, headers, files);
const view = async (id: string): Promise<ImportRun> => (await call('GET', `imports/${id}`)).json();

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

describe('a dry run', () => {
  it('tells what the import would do and why not, across files, and leaves everything as it was', async () => {
    await run({ 'accounts.csv': ACCOUNTS });
    const before = await accountRows();
    const draft = await upload({
      'contacts.csv': 'Email,First name,Last name,Account ID\na@x.com,Ann,Lee,A-3\nb@x.com,Bo,Ek,A-9\n',
      'accounts.csv': 'Account ID,Name,Seats\nA-1,Acme,5\nA-2,Globex,8\nA-3,Initech,1\nA-4,Hooli,many\n',
    });
    expect((await call('POST', `imports/${draft.id}/dry-run`)).json()).toMatchObject({ state: 'checking' });
    await drainJobs();
    const { state, dryRun, files } = await view(draft.id);
    expect(state).toBe('draft');
    expect(files.map(({ objectName }) => objectName)).toEqual(['accounts', 'people']);
    expect(dryRun?.files.map(({ counts }) => counts)).toEqual([
      { created: 1, updated: 1, unchanged: 1, failed: 1 },
      { created: 1, updated: 0, unchanged: 0, failed: 1 },
    ]);
    expect(dryRun?.files[0]?.faults).toMatchObject([
      { line: 5, columnName: 'Seats', text: '“many” is not a number.' },
    ]);
    expect(dryRun?.files[1]?.faults).toMatchObject([{ line: 3, text: expect.stringContaining('A-9') }]);
    expect(await accountRows()).toEqual(before);
  });
});

describe('a dry run of rows that repeat', () => {
  it('tells how many have the key of an earlier row, across batches and not across files', async () => {
    const rows = Array.from({ length: 1_200 }, (_none, index) => `A-${index},Name ${index}`);
    const repeats = ['A-7,Seven', 'A-7,Seven again', 'A-1199,Last', ',No id', ',No id'];
    const draft = await upload({
      'accounts.csv': `Account ID,Name\n${[...rows, ...repeats].join('\n')}\n`,
      'more accounts.csv': 'Account ID,Name\nA-7,Seven again\n',
    });
    await call('POST', `imports/${draft.id}/dry-run`);
    await drainJobs();
    const { dryRun } = await view(draft.id);
    expect(dryRun?.files.map(({ repeats }) => repeats)).toEqual([
      { count: 3, columnNames: ['Account ID'] },
      null,
    ]);
  });

  it('is forgotten when the draft is changed', async () => {
    const draft = await upload({ 'accounts.csv': ACCOUNTS });
    await call('POST', `imports/${draft.id}/dry-run`);
    await drainJobs();
    expect((await view(draft.id)).dryRun).not.toBeNull();
    const columns = [{ index: 4, target: 'ignored' }];
    const changed = await call('PATCH', `imports/${draft.id}`, {
      files: [{ id: draft.files[0]?.id, columns }],
    });
    expect(changed.json()).toMatchObject({ dryRun: null });
  });
});

describe('an import', () => {
  it('saves accounts, people and stakeholder roles in the order of what refers to what', async () => {
    const done = await run({
      'stakeholders.csv': 'company id,contact email,role,weight\nA-1,a@x.com,Economic Buyer,80\n',
      'people.csv': 'email,full name,company\na@x.com,Ann Lee,Acme\n',
      'accounts.csv': ACCOUNTS,
    });
    expect(done.state).toBe('done');
    expect(
      done.files.map(({ objectName, counts, progress }) => [objectName, counts.created, progress]),
    ).toEqual([
      ['accounts', 2, 1],
      ['people', 1, 1],
      ['stakeholders', 0, 1],
    ]);
    const { rows } = await pool().query(
      `select p.name, a.external_id, s.role, s.weight from customers.stakeholders s
       join customers.people p on p.id = s.person_id join customers.accounts a on a.id = s.account_id
       where s.workspace_id = $1`,
      [workspaceId],
    );
    expect(rows).toEqual([{ name: 'Ann Lee', external_id: 'A-1', role: 'decision_maker', weight: 80 }]);
  });

  it('does nothing the second time', async () => {
    await run({ 'accounts.csv': ACCOUNTS });
    const before = await accountRows();
    const again = await run({ 'accounts.csv': ACCOUNTS });
    expect(again.files[0]?.counts).toEqual({ created: 0, updated: 0, unchanged: 2, failed: 0 });
    expect(await accountRows()).toEqual(before);
  });

  it('takes the export of HubSpot and of Salesforce as they are', async () => {
    const done = await run({
      'hubspot-crm-exports-all-companies-2024-05-01.csv':
        'Record ID,Company name,Company Domain Name,Create Date,Country/Region,Lifecycle Stage,Number of Employees\n' +
        '9001,Acme,acme.com,2024-01-31 10:30,Thailand,Marketing Qualified Lead,50\n',
      'hubspot-crm-exports-all-contacts-2024-05-01.csv':
        'Record ID,First Name,Last Name,Email,Job Title,Associated Company,Buying Role,Phone Number\n' +
        '501,Ann,Lee,ann@acme.com,CTO,Acme,BUDGET_HOLDER,+66 2 000 0000\n',
      'salesforce_accounts.csv':
        '"Account ID","Account Name","Billing Country","Website"\n"001xx","Globex","US","globex.com"\n',
      'salesforce_contacts.csv':
        '"Contact ID","First Name","Last Name","Email","Title","Account ID"\n"003xx","Bo","Ek","bo@globex.com","CEO","001xx"\n',
    });
    expect(done).toMatchObject({ state: 'done' });
    expect(done.files.map(({ objectName, counts }) => [objectName, counts.created, counts.failed])).toEqual([
      ['accounts', 1, 0],
      ['accounts', 1, 0],
      ['people', 1, 0],
      ['people', 1, 0],
    ]);
  });

  it('takes every good row and tells of each bad one by line, column and reason, safe for a spreadsheet', async () => {
    const done = await run({
      'accounts.csv':
        'Account ID,Name,Seats,Stage\nA-1,Acme,5,customer\nA-2,=cmd(),five,customer\nA-3,Short\nA-4,Zero\0,1,trial\n' +
        'A-5,Odd,1,asleep\n,,3,\nA-6,Fine,2,trial\n',
    });
    expect(done).toMatchObject({ state: 'done', files: [{ counts: { created: 2, failed: 5 } }] });
    const file = await call('GET', `imports/${done.id}/errors.csv`);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = parse(file.body, { bom: true }) as string[][];
    expect(rows[0]).toEqual(['File', 'Line', 'Column', 'Message', 'Row']);
    expect(rows.slice(1).map(([, line, column]) => [line, column])).toEqual([
      ['3', 'Seats'],
      ['4', ''],
      ['5', 'Name'],
      ['6', 'Stage'],
      ['7', 'Name'],
    ]);
    expect(rows[1]?.[4]).toBe('A-2,=cmd(),five,customer');
  });

  it('leaves out a header that comes again, and takes the columns for what they hold all the same', async () => {
    const header = 'Account ID,Name,Floors';
    const done = await run({ 'accounts.csv': `${header}\nA-1,Acme,3\n${header}\nA-2,Globex,4\n` });
    expect(done.files[0]).toMatchObject({
      counts: { created: 2, failed: 1 },
      faults: [{ line: 3, columnName: null, text: 'This row is the header once more.' }],
    });
    expect((await accountRows()).map(({ external_id, attributes }) => [external_id, attributes])).toEqual([
      ['A-1', { Floors: 3 }],
      ['A-2', { Floors: 4 }],
    ]);
    const answer = await sendFiles(site.app, headers, { 'accounts.csv': `${header}\n${header}\n` });
    expect(answer.json<{ detail: string }>().detail).toContain('a header and no rows');
  });

  it('says of a value that is written otherwise than its column how it is written', async () => {
    const done = await run({
      'accounts.csv':
        'Account ID;Seats;Signup date\nA-1;12,0;31/12/2024\nA-2;12.0;12/31/2024\nA-3;12.0.0;31/02/2024\n',
    });
    expect(done.files[0]?.faults.map(({ line, columnName, text }) => [line, columnName, text])).toEqual([
      [3, 'Seats', expect.stringMatching('decimal point.*read with a decimal comma')],
      [3, 'Signup date', expect.stringMatching('begins with the month.*begin with the day')],
      [4, 'Seats', '“12.0.0” is not a number.'],
      [4, 'Signup date', '“31/02/2024” is not a date.'],
    ]);
    expect(done.files[0]?.counts).toMatchObject({ created: 1, failed: 2 });
  });

  it('that meets an unreadable place keeps the batches before it, says where, and goes on from there', async () => {
    const good = Array.from({ length: 2_500 }, (_none, index) => `A-${index},Name ${index}`).join('\n');
    const done = await run({ 'accounts.csv': `Account ID,Name\n${good}\nA-x,"open\n` });
    expect(done).toMatchObject({
      state: 'failed',
      files: [{ fault: { text: expect.stringContaining('Line 2502') } }],
    });
    expect(await accountRows()).toHaveLength(2_000);
    const failed = (await call('GET', 'imports?state=failed')).json<{ data: ImportSummary[] }>();
    expect(failed.data).toMatchObject([
      { id: done.id, fileNames: ['accounts.csv'], counts: { created: 2_000 } },
    ]);
    expect((await call('POST', `imports/${done.id}/run`)).statusCode).toBe(202);
    await drainJobs();
    expect(await accountRows()).toHaveLength(2_000);
  });

  it('cannot be started twice, nor changed once it has begun', async () => {
    const { id, files } = await upload({ 'accounts.csv': ACCOUNTS });
    expect((await call('POST', `imports/${id}/run`)).statusCode).toBe(202);
    expect((await call('POST', `imports/${id}/run`)).statusCode).toBe(409);
    const change = { files: [{ id: files[0]?.id, objectName: 'people' }] };
    expect((await call('PATCH', `imports/${id}`, change)).statusCode).toBe(409);
  });
});

describe('what can be imported', () => {
  it.each(['en', 'th'])('has a name for every object and field in %s', async (locale) => {
    const answer = await site.app.inject({
      url: '/api/v1/import-objects',
      headers: { ...headers, 'accept-language': locale },
    });
    const { data } = answer.json<{ data: { name: string; label: string; fields: { label: string }[] }[] }>();
    expect(data.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['accounts', 'people', 'stakeholders']),
    );
    const counted = data.map(({ name }) => words(locale, `importing:rows.${name}`, { count: 2 }));
    expect(counted.filter((text) => !text.includes('2'))).toEqual([]);
    const labels = data.flatMap(({ label, fields }) => [label, ...fields.map((field) => field.label)]);
    expect(labels.filter((label) => /^[\w:]*\.[\w.]+$/.test(label))).toEqual([]);
  });
});
