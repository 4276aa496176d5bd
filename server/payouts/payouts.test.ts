import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import { callerOf, openProgram, tellRefund, tellSale } from '../../test/support/money.ts';
import { saveAffiliate } from '../affiliates/index.ts';
import { listBalances, savePlan, verifyLedger } from '../commissions/index.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { newId } from '../core/ids.ts';
import { createApp } from '../main.ts';
import { createPayout } from './create-payout.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

async function sell(ws: string, affiliateId: string, amountMinor = 10_000, currency = 'USD') {
  return (await tellSale(ws, { affiliateId, amountMinor, currency, customerId: newId('cus') })).saleId;
}

describe('a payout', () => {
  it('goes from creation by one person over approval by another to payment, books it and writes to the affiliate', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const ann = await addAffiliate('ann');
    await sell(ws, ann);
    const { id } = await create(manager);
    expect((await call('POST', `/payouts/${id}/payment`, finance)).json()).toMatchObject({
      code: 'payout_not_approved',
    });
    expect((await call('POST', `/payouts/${id}/approval`, manager)).statusCode).toBe(403);
    const approved = await call('POST', `/payouts/${id}/approval`, finance);
    expect(approved.json()).toMatchObject({
      state: 'approved',
      approvedByName: 'finance',
      isSelfApproved: false,
    });
    expect((await call('DELETE', `/payouts/${id}`, manager)).json()).toMatchObject({
      code: 'payout_approved',
    });
    const file = await call('GET', `/payouts/${id}/paypal.csv`, finance);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.body).toMatch(/^ann@example\.com,20\.00,USD,[0-9A-Z]{20,30},,PAYPAL\r\n$/);
    expect((await call('GET', `/payouts/${id}/paypal.csv?file=2`, finance)).statusCode).toBe(404);
    const paid = await call('POST', `/payouts/${id}/payment`, finance);
    expect(paid.json()).toMatchObject({ state: 'paid', paidLineCount: 1, amountMinor: 2_000 });
    await call('POST', `/payouts/${id}/payment`, finance);
    expect(await listBalances(ws, [ann], new Date())).toMatchObject([{ payableMinor: 0, paidMinor: 2_000 }]);
    await drainJobs();
    const { rows } = await pool().query('select subject from core.mails where workspace_id = $1', [ws]);
    expect(rows).toEqual([{ subject: 'Test company has sent you $20.00' }]);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is not approved by its creator, also not through an API key of theirs, unless nobody else is there', async () => {
    const { ws, finance, addAffiliate } = await openProgram(app);
    await sell(ws, await addAffiliate('ann'));
    const { id } = await create(finance);
    const refused = await call('POST', `/payouts/${id}/approval`, finance);
    expect(refused.json()).toMatchObject({ status: 403, code: 'same_person' });
    expect((await call('GET', `/payouts/${id}`, finance)).json()).toMatchObject({
      approvalRefusal: { code: 'same_person' },
    });

    const alone = await makeWorkspace();
    await savePlan(alone.id, {
      name: 'P',
      kind: 'percent',
      rateBasisPoints: 100,
      recurrence: 'lifetime',
      holdDays: 0,
    });
    const own = await saveAffiliate(alone.id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
    await sell(alone.id, own.id);
    const [key, otherKey] = [await withApiKey(alone.id), await withApiKey(alone.id)];
    const created = await create(key);
    expect((await call('POST', `/payouts/${created.id}/approval`, otherKey)).json()).toMatchObject({
      isSelfApproved: true,
    });
  });

  it('never pays a commission twice, however many are created at once', async () => {
    const { ws, manager, addAffiliate } = await openProgram(app);
    for (const name of ['ann', 'bob', 'cem']) await sell(ws, await addAffiliate(name));
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call('POST', '/payouts', manager, { currency: 'USD' })),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { rows } = await pool().query(
      'select entry_id from payouts.items where workspace_id = $1 and released_at is null',
      [ws],
    );
    expect(new Set(rows.map((row) => row.entry_id)).size).toBe(3);
    expect(rows.length).toBe(3);
  });

  it('is paid once when two say so at once', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const ann = await addAffiliate('ann');
    await sell(ws, ann);
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `/payouts/${id}/payment`, finance)));
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201]);
    expect(await listBalances(ws, [ann], new Date())).toMatchObject([{ payableMinor: 0, paidMinor: 2_000 }]);
  });

  it('that breaks off in the middle leaves nothing locked', async () => {
    const { ws, addAffiliate } = await openProgram(app);
    await sell(ws, await addAffiliate('ann'));
    const broken = inTransaction(async () => {
      await createPayout(systemActor(ws, 'test'), { currency: 'USD' });
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await createPayout(systemActor(ws, 'test'), { currency: 'USD' })).toMatchObject({
      amountMinor: 2_000,
    });
  });

  it('that is canceled frees what it locked', async () => {
    const { ws, manager, addAffiliate } = await openProgram(app);
    await sell(ws, await addAffiliate('ann'));
    const { id } = await create(manager);
    expect((await call('POST', '/payouts', manager, { currency: 'USD' })).json()).toMatchObject({
      code: 'nothing_payable',
    });
    expect((await call('DELETE', `/payouts/${id}`, manager)).json()).toMatchObject({ state: 'canceled' });
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000 });
  });

  it('is outdated when a sale in it was refunded before the approval', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const ann = await addAffiliate('ann');
    const saleId = await sell(ws, ann);
    const { id } = await create(manager);
    await tellRefund(ws, saleId, 5_000);
    expect((await call('GET', `/payouts/${id}`, finance)).json()).toMatchObject({
      changedSince: [{ affiliateId: ann, amountMinor: -1_000 }],
    });
    const outdated = await call('POST', `/payouts/${id}/approval`, finance);
    expect(outdated.json()).toMatchObject({ status: 409, code: 'payout_outdated' });
    await call('DELETE', `/payouts/${id}`, manager);
    expect(await create(manager)).toMatchObject({ amountMinor: 1_000 });
  });

  it('carries a refund after payment into the next payout', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const ann = await addAffiliate('ann');
    const saleId = await sell(ws, ann);
    const first = await create(manager);
    await call('POST', `/payouts/${first.id}/approval`, finance);
    await call('POST', `/payouts/${first.id}/payment`, finance);
    await tellRefund(ws, saleId, 10_000);
    expect((await call('GET', '/payouts/preview', manager)).json().data).toMatchObject([
      { amountMinor: -2_000, waitsBecause: { code: 'owes' } },
    ]);
    await sell(ws, ann, 25_000);
    expect(await create(manager)).toMatchObject({ amountMinor: 3_000 });
  });

  it('makes payable again what a failed line was to pay', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    await sell(ws, await addAffiliate('ann'));
    await sell(ws, await addAffiliate('bob'));
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const lines = (await call('GET', `/payouts/${id}/lines`, finance)).json().data;
    const failure = `/payouts/${id}/lines/${lines[0].id}/failure`;
    await call('POST', failure, finance, { reason: 'The account is closed' });
    const closed = (await call('POST', `/payouts/${id}/payment`, finance)).json();
    expect(closed).toMatchObject({ state: 'paid', paidLineCount: 1, failedLineCount: 1, amountMinor: 2_000 });
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000, lineCount: 1 });
    await expect(
      pool().query(
        'update payouts.lines set amount_minor = 1 where workspace_id = $1 and paid_at is not null',
        [ws],
      ),
    ).rejects.toThrow('never changes');
  });

  it('of another workspace is not found', async () => {
    const { ws, manager, addAffiliate } = await openProgram(app);
    await sell(ws, await addAffiliate('ann'));
    const { id } = await create(manager);
    const stranger = await withApiKey((await makeWorkspace()).id);
    for (const path of [`/payouts/${id}`, `/payouts/${id}/lines`, `/payouts/${id}/paypal.csv`]) {
      expect((await call('GET', path, stranger)).statusCode, path).toBe(404);
    }
    expect((await call('POST', `/payouts/${id}/approval`, stranger)).statusCode).toBe(404);
  });
});
