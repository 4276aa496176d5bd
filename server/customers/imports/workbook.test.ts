import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { runFiles, sendFiles, uploadFiles, useImportSite } from '../../../test/support/imports.ts';
import { pool } from '../../core/db.ts';
import { importPaths } from '../index.ts';

const site = useImportSite();

let workspaceId: string;
let headers: { authorization: string };
beforeEach(async () => {
  workspaceId = (await makeWorkspace()).id;
  headers = await withApiKey(workspaceId);
});

/** Accounts on one sheet, people on another, and what is none of the reader's business on a hidden one. */
async function workbook(): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Accounts',
        rows: [
          ['Account ID', 'Name', 'Signup date', 'Seats', 'Score'],
          ['A-1', 'Acme, "the" one', new Date('2024-02-01T00:00:00Z'), 5, 1.234],
          [],
          ['A-2', 'บริษัท ใจดี', new Date('2024-03-04T15:30:00Z'), 'many', 2.345],
        ],
      },
      {
        name: 'Secret',
        hidden: true,
        rows: [
          ['Account ID', 'Name'],
          ['S-1', 'Hidden'],
        ],
      },
      {
        name: 'People',
        rows: [
          ['Email', 'Name', 'Account ID'],
          ['ann@acme.example', 'Ann', 'A-1'],
        ],
      },
    ],
  });
  return new Uint8Array(bytes);
}

const uploads = () => readdirSync(path.join(site.dataDir, 'imports'));

describe('an Excel workbook', () => {
  it('brings in every visible sheet, with dates and numbers that need no question', async () => {
    const draft = await uploadFiles(site.app, headers, { 'crm.xlsx': await workbook() });
    expect(draft.files.map(({ name, objectName, questions }) => [name, objectName, questions])).toEqual([
      ['crm.xlsx – Accounts', 'accounts', []],
      ['crm.xlsx – People', 'people', []],
    ]);
    const run = await runFiles(site.app, headers, { 'crm.xlsx': await workbook() });
    const [accounts] = run.files;
    expect(accounts?.counts).toMatchObject({ created: 1, failed: 1 });
    const faults = await site.app.inject({ url: `/api/v1/imports/${run.id}/errors.csv`, headers });
    expect(faults.body, 'the line is the number of the row in the sheet').toContain('4,');
    const { rows } = await pool().query(
      `select a.external_id, a.name, a.signed_up_at, a.attributes, p.email from customers.accounts a
       left join customers.people p on p.workspace_id = a.workspace_id and p.account_id = a.id
       where a.workspace_id = $1`,
      [workspaceId],
    );
    expect(rows).toEqual([
      {
        external_id: 'A-1',
        name: 'Acme, "the" one',
        signed_up_at: new Date('2024-02-01T00:00:00Z'),
        attributes: { Score: 1.234 },
        email: 'ann@acme.example',
      },
    ]);
  });

  it.each([
    [
      'a packed folder',
      Buffer.from(`504b030414000600${'00'.repeat(40)}`, 'hex'),
      'cannot be read as an Excel',
    ],
    ['one without rows', null, 'empty'],
  ])('that is %s is refused in a sentence, and nothing is kept', async (_what, content, sentence) => {
    const empty = async () => new Uint8Array(await writeXlsx({ sheets: [{ name: 'Nothing', rows: [] }] }));
    const before = uploads();
    const answer = await sendFiles(site.app, headers, { 'crm.xlsx': content ?? (await empty()) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(sentence);
    expect(uploads()).toEqual(before);
  });

  it('one of whose sheets cannot be read takes none of them', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Good',
          rows: [
            ['Account ID', 'Name'],
            ['A-1', 'Acme'],
          ],
        },
        {
          name: 'Bad',
          rows: [
            ['Name', 'Name'],
            ['a', 'b'],
          ],
        },
      ],
    });
    const before = uploads();
    const answer = await sendFiles(site.app, headers, { 'crm.xlsx': new Uint8Array(bytes) });
    expect(answer.statusCode).toBe(422);
    expect(uploads()).toEqual(before);
  });

  it('of this machine is imported and stays where it is', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'goodword-workbook-'));
    const file = path.join(folder, 'crm.xlsx');
    try {
      writeFileSync(file, await workbook());
      const { objects } = await importPaths(workspaceId, [folder]);
      expect(objects).toMatchObject({ accounts: { created: 1, failed: 1 }, people: { created: 1 } });
      expect(existsSync(file)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
