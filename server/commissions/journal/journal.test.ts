import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import {
  AFTER_HOLD,
  callerOf,
  openProgram,
  payAll,
  tellRefund,
  tellSale,
} from '../../../test/support/money.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call } = callerOf(() => app);

describe('the journal', () => {
  it('holds every line of its days once, and debits and credits of every entry are equal', async () => {
    const { ws, finance, addAffiliate } = await openProgram(app);
    const ann = await addAffiliate('=ann');
    // More than one read of the database.
    for (let sale = 0; sale < 520; sale += 1) await tellSale(ws, { affiliateId: ann });
    const { saleId } = await tellSale(ws, { affiliateId: ann, occurredAt: '2026-02-28T23:59:59Z' });
    await payAll(ws, ann);
    await tellRefund(ws, saleId, 5_000);
    const read = async (from: string, to: string) => {
      const answer = await call('GET', `/ledger-entries/journal.csv?from=${from}&to=${to}`, finance);
      expect(answer.statusCode).toBe(200);
      return parse(answer.body, { columns: true, bom: true }) as Record<string, string>[];
    };
    const rows = await read('2026-01-01', '2026-12-31');
    const { rows: lines } = await pool().query(
      'select entry_id, line from commissions.ledger_lines where workspace_id = $1',
      [ws],
    );
    expect(rows).toHaveLength(lines.length);
    const cents = (text = '') => Math.round(Number(text || 0) * 100);
    for (const own of Map.groupBy(rows, (row) => row.Entry).values()) {
      const sum = (side: 'Debit' | 'Credit') => own.reduce((total, row) => total + cents(row[side]), 0);
      expect(sum('Debit')).toBe(sum('Credit'));
    }
    expect(new Set(rows.map((row) => row.Affiliate))).toEqual(new Set(["'=ann"]));
    const february = await read('2026-02-01', '2026-02-28');
    expect(february.map((row) => [row.What, row.Account, row.Debit, row.Credit])).toEqual([
      ['Commission', 'Owed to affiliates', '', '20.00'],
      ['Commission', 'Cost of commissions', '20.00', ''],
    ]);
    expect(await read('2026-02-01', '2026-02-27')).toEqual([]);
    const paid = AFTER_HOLD.toISOString().slice(0, 10);
    expect((await read(paid, paid)).map((row) => row.Account)).toContain('Paid out');
  });

  it('names the field of days that cannot be', async () => {
    const { finance } = await openProgram(app);
    const ask = async (query: string) =>
      (await call('GET', `/ledger-entries/journal.csv?${query}`, finance)).json().errors[0].path;
    expect(await ask('from=2026-02-30&to=2026-03-01')).toBe('from');
    expect(await ask('from=2026-03-02&to=2026-03-01')).toBe('to');
  });
});
