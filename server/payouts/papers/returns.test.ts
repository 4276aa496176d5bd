import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, type Headers } from '../../../test/support/money.ts';
import { ACME, contentOf, openProgramWithBooks } from '../../../test/support/papers.ts';
import { listBalances, verifyLedger } from '../../commissions/index.ts';
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
const openBooks = (known?: { isKnown: boolean }) => openProgramWithBooks(app, known);

describe('a payout that comes back', () => {
  it('takes its invoice back by a credit note with the next number, once, and paid again gets a new invoice', async () => {
    const { ws, manager, finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    const payout = await pay();
    const balance = async () => (await listBalances(ws, [ann], new Date()))[0];
    const comeBack = async (id: string) => {
      const [line] = (await call('GET', `/payouts/${id}/lines`, finance)).json().data;
      return call('POST', `/payouts/${id}/lines/${line.id}/failure`, finance, { reason: 'Closed' });
    };
    expect(await balance()).toMatchObject({ payableMinor: 0, paidMinor: 2_000 });
    for (const _time of [1, 2]) expect((await comeBack(payout)).statusCode).toBe(201);
    expect(await balance()).toMatchObject({ payableMinor: 2_000, paidMinor: 0 });
    await drainJobs();
    const mails = await pool().query(
      "select body_text from core.mails where workspace_id = $1 and kind = 'payout_returned'",
      [ws],
    );
    expect(mails.rows).toMatchObject([{ body_text: expect.stringContaining('Closed') }]);
    expect((await call('POST', `/payouts/${payout}/invoices`, manager)).json()).toMatchObject({ written: 0 });
    const [note] = await list();
    expect(note).toMatchObject({
      label: 'SB-2',
      kind: 'credit_note',
      creditsLabel: 'SB-1',
      totalMinor: -2_000,
    });
    const { notes } = await contentOf(note.id);
    expect(notes[0]).toContain('SB-1');
    expect(notes[1]).toContain('Closed');
    const again = await pay();
    expect((await list()).map(({ label, kind }: Record<string, string>) => `${label} ${kind}`)).toEqual([
      ...['SB-3 invoice', 'SB-2 credit_note', 'SB-1 invoice'],
    ]);
    expect(await balance()).toMatchObject({ payableMinor: 0, paidMinor: 2_000 });
    await comeBack(again);
    expect((await list()).map(({ totalMinor }: { totalMinor: number }) => totalMinor)).toEqual([
      ...[-2_000, 2_000, -2_000, 2_000],
    ]);
    expect(await balance()).toMatchObject({ payableMinor: 2_000, paidMinor: 0 });
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('before its invoice was written never gets one', async () => {
    const { owner, manager, finance, addAffiliate, tell, sell, pay, list } = await openBooks({
      isKnown: false,
    });
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    const id = await pay();
    const [line] = (await call('GET', `/payouts/${id}/lines`, finance)).json().data;
    await call('POST', `/payouts/${id}/lines/${line.id}/failure`, finance, { reason: 'Closed' });
    await call('PUT', '/company', owner, ACME);
    expect((await call('POST', `/payouts/${id}/invoices`, manager)).json()).toMatchObject({ written: 0 });
    expect(await list()).toEqual([]);
  });

  it('leaves one credit note when two persons say so at once, and is not taken back by a correction too', async () => {
    const { manager, finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    const id = await pay();
    const [line] = (await call('GET', `/payouts/${id}/lines`, finance)).json().data;
    const comeBack = (who: Headers) =>
      call('POST', `/payouts/${id}/lines/${line.id}/failure`, who, { reason: 'Closed' });
    await Promise.all([comeBack(manager), comeBack(finance)]);
    const papers = await list();
    expect(papers).toHaveLength(2);
    const late = await call('POST', `/invoices/${papers[1].id}/correction`, manager, { reason: 'Late' });
    expect(late.json()).toMatchObject({ code: 'invoice_credited' });
  });
});
