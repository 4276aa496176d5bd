import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, openProgram, tellSale } from '../../../test/support/money.ts';
import { listBalances, verifyLedger } from '../../commissions/index.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { neutralize } from '../write-files.ts';
import { readResults } from './read-results.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

/** An approved payout of 20.00 each to three affiliates. */
async function openPayout() {
  const { ws, manager, finance, addAffiliate } = await openProgram(app);
  const ids = [await addAffiliate('ann'), await addAffiliate('bob'), await addAffiliate('cem')];
  for (const affiliateId of ids) await tellSale(ws, { affiliateId, customerId: newId('cus') });
  const { id } = await create(manager);
  await call('POST', `/payouts/${id}/approval`, finance);
  const lines: { affiliateName: string; reference: string }[] = (
    await call('GET', `/payouts/${id}/lines`, finance)
  ).json().data;
  const of = (name: string) => lines.find((line) => line.affiliateName === name)?.reference ?? '';
  const send = (content: string, path = '') =>
    call('POST', `/payouts/${id}/results${path}`, finance, { content });
  const view = async () => (await call('GET', `/payouts/${id}`, finance)).json();
  return { ws, ids, id, of, send, view, manager };
}

const counts = (totals: { outcome: string; count: number }[]) =>
  Object.fromEntries(totals.filter(({ count }) => count > 0).map(({ outcome, count }) => [outcome, count]));

describe('a result file', () => {
  it('shows what it would change, changes that, and changes nothing the second time', async () => {
    const { ws, ids, of, send, view, manager } = await openPayout();
    const file = [
      'Payout report;;',
      'Unique ID;Status;Reason',
      `${of('ann')};Completed;`,
      `${of('bob').toLowerCase()};RETURNED;'=The account is closed`,
      `${of('cem')};Unclaimed;`,
      'SOMETHING-ELSE;Completed;',
    ].join('\r\n');
    const looked = (await send(file, '/preview')).json();
    expect(counts(looked.totals)).toEqual({ paid: 1, failed: 1, pending: 1, unknown: 1 });
    expect(await view()).toMatchObject({ paidLineCount: 0, failedLineCount: 0 });
    expect((await send(file)).statusCode).toBe(201);
    expect(await view()).toMatchObject({ state: 'approved', paidLineCount: 1, failedLineCount: 1 });
    const again = (await send(file)).json();
    expect(counts(again.totals)).toEqual({ settled: 2, pending: 1, unknown: 1 });
    const { rows } = await pool().query(
      `select count(*)::int as count from workspace.audit_entries where workspace_id = $1
        and action in ('payout.paid', 'payout.line_failed')`,
      [ws],
    );
    expect(rows).toEqual([{ count: 2 }]);
    expect(await create(manager)).toMatchObject({ lineCount: 1, amountMinor: 2_000 });
    const balances = await listBalances(ws, ids.slice(0, 1), new Date());
    expect(balances).toMatchObject([{ payableMinor: 0, paidMinor: 2_000 }]);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('with a line that cannot be understood changes nothing and names the line', async () => {
    const { of, send, view } = await openPayout();
    const file = `reference,status,reason\n${of('ann')},paid,\n${of('bob')},perhaps,\n,paid,\n`;
    const refused = await send(file);
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors).toEqual([
      { path: 'content.3', message: 'Line 3: the status “perhaps” is not known.' },
      { path: 'content.4', message: 'Line 4: the reference is missing.' },
    ]);
    expect(await view()).toMatchObject({ paidLineCount: 0 });
  });

  it('takes back what was paid when it says that the money came back, once, and an older file changes nothing', async () => {
    const { ws, of, send, view } = await openPayout();
    const paid = `id,status\n${of('ann')},paid\n`;
    const returned = `id,status\n${of('ann')},returned\n`;
    const outcomes = [];
    for (const file of [paid, returned, returned, paid])
      outcomes.push(counts((await send(file)).json().totals));
    expect(outcomes).toEqual([{ paid: 1 }, { returned: 1 }, { settled: 1 }, { contradicts: 1 }]);
    expect(await view()).toMatchObject({ paidLineCount: 0, failedLineCount: 1 });
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is refused before the approval', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    await tellSale(ws, { affiliateId: await addAffiliate('ann'), customerId: newId('cus') });
    const { id } = await create(manager);
    const early = await call('POST', `/payouts/${id}/results`, finance, { content: 'id,status\nX,paid\n' });
    expect(early.json()).toMatchObject({ code: 'payout_not_approved' });
  });
});

describe('the reading of a result file', () => {
  it.each([
    ['', 'noColumns', 1],
    ['name,amount\nAnn,1\n', 'noColumns', 1],
    ['id,status\n', 'noRows', 1],
    ['id,status\nA,paid\nA,failed\n', 'contradictsItself', 3],
    ['id,status\n"A,paid\n', 'unreadable', 2],
  ])('refuses %j as %s', (content, code, line) => {
    expect(readResults(content)).toMatchObject({ faults: [{ code, line }] });
  });

  it('prefers the reference to a transaction’s own id, and takes a repeated line once', () => {
    const file = 'ID,Reference,Payment status\n1,a1,Success\n2,A1,Success\n';
    expect(readResults(file)).toEqual({
      results: [{ line: 2, reference: 'A1', verdict: 'paid', reason: null }],
      faults: [],
    });
  });

  it('gives back every reason as it was before a spreadsheet was kept from running it', () => {
    const cell = fc
      .string({ minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() === text && text !== '');
    fc.assert(
      fc.property(cell, fc.constantFrom(',', ';', '\t'), (reason, delimiter) => {
        fc.pre(!reason.startsWith("'"));
        const quoted = `"${neutralize(reason).replaceAll('"', '""')}"`;
        const file = `id${delimiter}status${delimiter}reason\nA${delimiter}failed${delimiter}${quoted}\n`;
        expect(readResults(file).results).toEqual([{ line: 2, reference: 'A', verdict: 'failed', reason }]);
      }),
    );
  });
});
