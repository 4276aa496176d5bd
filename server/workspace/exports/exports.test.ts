import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { saveAccounts, savePeople } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { listExports } from '../index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const SIGNED_UP = new Date('2024-02-03T04:05:06.000Z');

async function company() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  await saveAccounts(ws, [
    { externalId: 'A-1', name: '=1+1, "quoted"', seats: 5, signedUpAt: SIGNED_UP },
    { externalId: 'A-2', name: 'บริษัท ใจดี' },
  ]);
  const get = (url: string) => app.inject({ url: `/api/v1${url}`, headers });
  return { ws, get };
}

const COLUMNS = 'columns=name&columns=seats&columns=signedUpAt';

describe('an export', () => {
  it('holds the same rows as CSV, workbook and JSON, each in its own way of writing', async () => {
    const { get } = await company();
    const csv = await get(`/accounts/export.csv?${COLUMNS}`);
    expect(csv.body).toBe(
      `\ufeffname,seats,signed_up_at\n"'=1+1, ""quoted""",5,2024-02-03T04:05:06.000Z\nบริษัท ใจดี,,\n`,
    );
    const json = await get(`/accounts/export.json?${COLUMNS}`);
    expect(json.json()).toEqual([
      { name: '=1+1, "quoted"', seats: 5, signed_up_at: SIGNED_UP.toISOString() },
      { name: 'บริษัท ใจดี', seats: null, signed_up_at: null },
    ]);
    const xlsx = await get(`/accounts/export.xlsx?${COLUMNS}`);
    const { sheets } = await readXlsx(xlsx.rawPayload);
    expect(sheets[0]?.name).toBe('accounts');
    // Text in a cell of a workbook is text; a spreadsheet calculates only what is marked as a formula.
    expect(sheets[0]?.rows[1]).toEqual(['=1+1, "quoted"', 5, SIGNED_UP]);
    expect(sheets[0]?.rows[2]?.[0]).toBe('บริษัท ใจดี');
  });

  it('holds every row of a list of several pages once', async () => {
    const { ws, get } = await company();
    await savePeople(
      ws,
      Array.from({ length: 2_345 }, (_, n) => ({ email: `p${n}@many.example`, name: `Person ${n % 7}` })),
    );
    const people = (await get('/people/export.json')).json<{ email: string }[]>();
    expect(new Set(people.map(({ email }) => email)).size).toBe(2_345);
    expect(people).toHaveLength(2_345);
    expect((await get('/people/export.json?q=p234@')).json()).toHaveLength(1);
  });

  it('of every list is there in every form, empty too, and on record', async () => {
    const { id: ws } = await makeWorkspace();
    const headers = await withApiKey(ws);
    const names = listExports().map(({ name }) => name);
    expect(names).toContain('commissions');
    for (const name of names) {
      // The log of what was taken out is not empty by then.
      const query = name === 'audit-entries' ? '?to=2000-01-01' : '';
      const file = (format: string) =>
        app.inject({ url: `/api/v1/${name}/export.${format}${query}`, headers });
      expect((await file('csv')).body.charCodeAt(0), name).toBe(0xfeff);
      expect((await file('json')).json(), name).toEqual([]);
      const { sheets } = await readXlsx((await file('xlsx')).rawPayload);
      expect(sheets[0]?.rows, name).toHaveLength(1);
    }
    const { rows } = await pool().query(
      `select object_id, count(*)::integer as files from workspace.audit_entries
       where workspace_id = $1 and action = 'list.exported' group by 1 order by 1`,
      [ws],
    );
    expect(rows).toEqual(names.map((name) => ({ object_id: name, files: 3 })));
  });
});
