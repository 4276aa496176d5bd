import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainJobs } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import {
  importAndKill,
  runFiles,
  sendFiles,
  uploadFiles,
  useImportSite,
} from '../../../test/support/imports.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { listBalances, savePlan, verifyLedger } from '../../commissions/index.ts';
import { now, setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import type { ImportRun, ShownResult } from '../../customers/imports/schema.ts';
import { workImport } from '../../customers/imports/work-import.ts';
import { recordSale, saveCoupon } from '../../tracking/index.ts';

const site = useImportSite();

const ROWS = 2_500;
/** Starts a second process. */
const KILL_TIMEOUT_MS = 120_000;

let app: App;
beforeAll(() => {
  app = site.app;
});

afterEach(() => setClock());

let program: Awaited<ReturnType<typeof makeProgram>>;
let ws: string;
let headers: { authorization: string };
beforeEach(async () => {
  program = await makeProgram(['Ann', 'Bob']);
  ws = program.id;
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const [ann] = program.affiliates;
  await saveCoupon(ws, { affiliateId: ann?.id ?? '', offerId: program.offer.id, code: 'ANN10' });
  headers = await withApiKey(ws);
});

const HEADER = 'Order ID;Date;Amount;Currency;Customer email;Coupon;Affiliate;Product;Sub ID';
const emailOf = (name: string) => program.affiliates.find((one) => one.name === name)?.email ?? '';

async function salesOf() {
  const { rows } = await pool().query(
    `select external_id, amount_minor, currency, affiliate_id, coupon_code, product, metadata
     from tracking.sale_events where workspace_id = $1 order by external_id`,
    [ws],
  );
  return rows;
}

async function earned(): Promise<Record<string, number>> {
  const balances = await listBalances(ws, null, now());
  const names = new Map(program.affiliates.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    balances.map((row) => [names.get(row.affiliateId), row.payableMinor + row.pendingMinor]),
  );
}

async function results(run: ImportRun, query = ''): Promise<ShownResult[]> {
  const answer = await app.inject({ url: `/api/v1/imports/${run.id}/results${query}`, headers });
  return answer.json<{ data: ShownResult[] }>().data;
}

describe('a file of offline sales', () => {
  it('credits by coupon and by name, earns the commission, and says of every row what became of it', async () => {
    const run = await runFiles(app, headers, {
      'offline-sales.csv': [
        HEADER,
        'O-1;31/01/2026;100,00;USD;a@x.com;ann10;;Pro;tv',
        `O-2;28/02/2026;50,00;USD;b@x.com;;${emailOf('Bob')};Basic;`,
        'O-3;28/02/2026;10,00;USD;c@x.com;;;;',
        'O-4;28/02/2026;10,00;USD;d@x.com;NOPE;;;',
        'O-5;28/02/2026;10,00;USD;;;;;',
        'O-6;28/02/2026;-10,00;USD;a@x.com;;;;',
        'O-7;28/02/2126;10,00;USD;a@x.com;;;;',
        'O-8;28/02/2026;10,00;USD;a@x.com;;nobody@x.com;;',
      ].join('\n'),
    });
    expect(run).toMatchObject({ state: 'done', files: [{ objectName: 'sales' }] });
    expect(run.files[0]?.counts).toEqual({ created: 3, updated: 0, unchanged: 0, failed: 5 });
    const [ann, bob] = program.affiliates;
    expect(await salesOf()).toMatchObject([
      { external_id: 'O-1', amount_minor: 10_000, affiliate_id: ann?.id, metadata: { subId1: 'tv' } },
      { external_id: 'O-2', amount_minor: 5_000, affiliate_id: bob?.id, product: 'Basic' },
      { external_id: 'O-3', affiliate_id: null },
    ]);
    expect(await earned()).toEqual({ Ann: 2_000, Bob: 1_000 });
    expect(
      (await results(run)).map(({ line, subject, outcome, text }) => [line, subject, outcome, text]),
    ).toEqual([
      [2, 'O-1', 'created', expect.stringMatching(/coupon ANN10 is theirs.*earns them \$20\.00/)],
      [3, 'O-2', 'created', expect.stringMatching(/Credited to Bob, whom the row names.*\$10\.00/)],
      [4, 'O-3', 'created', expect.stringContaining('Nobody is credited')],
      [5, 'O-4', 'failed', 'There is no coupon NOPE.'],
      [6, 'O-5', 'failed', expect.stringContaining('names no customer')],
      [7, 'O-6', 'failed', expect.stringContaining('is no sale')],
      [8, 'O-7', 'failed', expect.stringContaining('future')],
      [9, 'O-8', 'failed', 'There is no affiliate nobody@x.com.'],
    ]);
    expect(await results(run, '?outcome=failed&limit=2')).toHaveLength(2);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('makes nothing twice: not by the same file, not by a sale that the endpoint told', async () => {
    const customer = { customerExternalId: 'a@x.com', couponCode: 'ANN10' };
    await recordSale(ws, { externalId: 'O-1', amountMinor: 10_000, currency: 'USD', ...customer });
    const file = `${HEADER}\nO-1;31/01/2026;90,00;USD;a@x.com;ANN10;;;\nO-2;31/01/2026;10,00;USD;a@x.com;ANN10;;;\nO-2;31/01/2026;10,00;USD;a@x.com;ANN10;;;\n`;
    const first = await runFiles(app, headers, { 'sales.csv': file });
    expect(first.files[0]?.counts).toEqual({ created: 1, updated: 0, unchanged: 2, failed: 0 });
    expect((await results(first))[0]?.text).toContain('told before with $100.00');
    const again = await runFiles(app, headers, { 'sales.csv': file });
    expect(again.files[0]?.counts).toEqual({ created: 0, updated: 0, unchanged: 3, failed: 0 });
    expect(await earned()).toEqual({ Ann: 2_200 });
  });

  it('tried first, says the same of every row and writes no sale, no commission and no customer', async () => {
    const draft = await uploadFiles(app, headers, {
      'sales.csv': `${HEADER}\nO-1;31/01/2026;100,00;USD;a@x.com;ANN10;;;\n`,
    });
    await app.inject({ method: 'POST', url: `/api/v1/imports/${draft.id}/dry-run`, headers });
    await drainJobs();
    const { dryRun } = (await app.inject({ url: `/api/v1/imports/${draft.id}`, headers })).json<ImportRun>();
    expect(dryRun?.files).toMatchObject([
      {
        counts: { created: 1 },
        results: [{ line: 2, subject: 'O-1', text: expect.stringContaining('$20.00') }],
      },
    ]);
    expect(await salesOf()).toEqual([]);
    expect(await earned()).toEqual({});
    expect(await results(draft)).toEqual([]);
  });

  it('asks in which order a date is written, where the file leaves it open', async () => {
    const draft = await uploadFiles(app, headers, {
      'sales.csv': `${HEADER}\nO-1;01/02/2026;10,00;USD;a@x.com;;;;\n`,
    });
    expect(draft.files[0]?.questions).toMatchObject([{ kind: 'date_order', options: ['dmy', 'mdy'] }]);
  });

  it('knows the buyer by e-mail as who was told with it, and a known customer stays with their affiliate', async () => {
    const customer = { customerExternalId: 'U-1', customerEmail: 'a@x.com', couponCode: 'ANN10' };
    await recordSale(ws, { externalId: 'O-0', amountMinor: 10_000, currency: 'USD', ...customer });
    const run = await runFiles(app, headers, {
      'sales.csv': `${HEADER}\nO-1;31/01/2026;10,00;USD;A@x.com;;;;\n`,
    });
    expect(run.files[0]?.counts.created).toBe(1);
    const { rows } = await pool().query(
      'select distinct customer_id from tracking.sale_events where workspace_id = $1',
      [ws],
    );
    expect(rows).toHaveLength(1);
  });

  it('gives every row as a table that no spreadsheet runs', async () => {
    const run = await runFiles(app, headers, {
      'sales.csv': `${HEADER}\n=1+1;31/01/2026;10,00;USD;a@x.com;;;;\n`,
    });
    const file = await app.inject({ url: `/api/v1/imports/${run.id}/results.csv`, headers });
    const rows = parse(file.body, { bom: true }) as string[][];
    expect(rows[1]?.slice(0, 4)).toEqual(['sales.csv', '2', "'=1+1", 'created']);
  });

  it('is only for who may tell of sales', async () => {
    const marketer = await signInAsRole(app, ws, 'marketer');
    const files = { 'sales.csv': `${HEADER}\nO-1;31/01/2026;10,00;USD;a@x.com;ANN10;;;\n` };
    const draft = (await sendFiles(app, marketer, files)).json<ImportRun>();
    const ran = await app.inject({
      method: 'POST',
      url: `/api/v1/imports/${draft.id}/run`,
      headers: marketer,
    });
    expect(ran.statusCode).toBe(403);
    const objects = await app.inject({ url: '/api/v1/import-objects', headers: marketer });
    expect(objects.json<{ data: { name: string }[] }>().data.map(({ name }) => name)).not.toContain('sales');
  });

  // The last one: what it leaves to the queue is nobody's.
  it('killed in the middle goes on by itself, and ends with every sale and every commission once', {
    timeout: KILL_TIMEOUT_MS,
  }, async () => {
    const file = path.join(site.dataDir, 'offline-sales.csv');
    const rows = Array.from(
      { length: ROWS },
      (_none, index) => `O-${index};31/01/2026;10,00;USD;c${index % 500}@x.com;ANN10;;;`,
    );
    writeFileSync(file, `${HEADER}\n${rows.join('\n')}\n`);
    await importAndKill(ws, file);
    const before = (await salesOf()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ROWS);
    setClock(() => new Date(Date.now() + 120_000));
    const { rows: runs } = await pool().query<{ id: string }>(
      `select id from customers.import_runs where workspace_id = $1 and state = 'running'`,
      [ws],
    );
    await workImport(ws, runs[0]?.id ?? '');
    expect(await salesOf()).toHaveLength(ROWS);
    expect(await earned()).toEqual({ Ann: ROWS * 200 });
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });
});
