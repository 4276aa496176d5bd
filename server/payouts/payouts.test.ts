import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../test/support/http.ts';
import { saveAffiliate } from '../affiliates/index.ts';
import { listBalances, savePlan, verifyLedger } from '../commissions/index.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { emit } from '../core/events.ts';
import type { App } from '../core/http/server.ts';
import { newId } from '../core/ids.ts';
import { createApp } from '../main.ts';
import { createPayout } from './create-payout.ts';
import type { PayoutDetail } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

/** A workspace where every sale of 100.00 earns 20.00 at once, with a manager and somebody in finance. */
async function openProgram() {
  const workspace = await makeWorkspace();
  const ws = workspace.id;
  await savePlan(ws, {
    name: 'Standard',
    kind: 'percent',
    rateBasisPoints: 2_000,
    recurrence: 'lifetime',
    holdDays: 0,
  });
  const manager: Headers = await signInAsRole(app, ws, 'affiliate_manager');
  const finance: Headers = await signInAsRole(app, ws, 'finance');
  const addAffiliate = async (name: string, extra: Record<string, string> = {}) =>
    (await saveAffiliate(ws, { name, email: `${name}@example.com`, status: 'active', ...extra })).id;
  return { ws, manager, finance, addAffiliate };
}

function sell(ws: string, affiliateId: string, amountMinor = 10_000, currency = 'USD') {
  const saleId = newId('sale');
  const payload = { saleId, externalId: saleId, affiliateId, offerId: 'off_1', customerId: newId('cus') };
  const occurredAt = new Date(Date.now() - 60_000);
  return inTransaction(() =>
    emit(ws, 'sale.recorded', { ...payload, amountMinor, currency, occurredAt, saleNumber: 1 }),
  ).then(() => saleId);
}

function refund(ws: string, saleId: string, amountMinor: number) {
  return inTransaction(() =>
    emit(ws, 'sale.refunded', { refundId: newId('ref'), saleId, amountMinor, occurredAt: new Date() }),
  );
}

function call(method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, headers: Headers, body?: object) {
  return app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
}

async function create(headers: Headers, body: object = { currency: 'USD' }): Promise<PayoutDetail> {
  const answer = await call('POST', '/payouts', headers, body);
  expect(answer.statusCode).toBe(201);
  return answer.json();
}

describe('the preview', () => {
  it('says who is ready per currency, and why the others wait', async () => {
    const { ws, manager, addAffiliate } = await openProgram();
    const ann = await addAffiliate('ann', { payoutEmail: 'ann@paypal.example' });
    const bob = await addAffiliate('bob');
    const cem = await addAffiliate('cem', { status: 'suspended' });
    await sell(ws, ann);
    await sell(ws, ann, 50_000, 'EUR');
    await sell(ws, bob, 1_000);
    await sell(ws, cem);
    await call('PUT', '/payout-minimums/usd', manager, { amountMinor: 1_000 });
    const preview = (await call('GET', '/payouts/preview', manager)).json();
    expect(preview.data).toMatchObject([
      { affiliateId: ann, currency: 'EUR', amountMinor: 10_000, waitsBecause: null },
      { affiliateId: ann, currency: 'USD', recipient: 'ann@paypal.example', hasOwnPayoutEmail: true },
      { affiliateId: cem, amountMinor: 2_000, waitsBecause: { code: 'not_active' } },
      {
        affiliateId: bob,
        amountMinor: 200,
        hasOwnPayoutEmail: false,
        waitsBecause: { code: 'below_minimum' },
      },
    ]);
    expect(preview.totals).toMatchObject([
      { currency: 'EUR', readyMinor: 10_000, readyCount: 1 },
      {
        currency: 'USD',
        readyMinor: 2_000,
        readyCount: 1,
        waitingMinor: 2_200,
        waitingCount: 2,
        minimumMinor: 1_000,
      },
    ]);
    const first = (await call('GET', '/payouts/preview?limit=3', manager)).json();
    const rest = (await call('GET', `/payouts/preview?limit=3&cursor=${first.nextCursor}`, manager)).json();
    expect([...first.data, ...rest.data]).toEqual(preview.data);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('a payout', () => {
  it('goes from creation by one person over approval by another to payment, books it and writes to the affiliate', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram();
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
    const { ws, finance, addAffiliate } = await openProgram();
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
    const { ws, manager, addAffiliate } = await openProgram();
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
    const { ws, manager, finance, addAffiliate } = await openProgram();
    const ann = await addAffiliate('ann');
    await sell(ws, ann);
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `/payouts/${id}/payment`, finance)));
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201]);
    expect(await listBalances(ws, [ann], new Date())).toMatchObject([{ payableMinor: 0, paidMinor: 2_000 }]);
  });

  it('that breaks off in the middle leaves nothing locked', async () => {
    const { ws, addAffiliate } = await openProgram();
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
    const { ws, manager, addAffiliate } = await openProgram();
    await sell(ws, await addAffiliate('ann'));
    const { id } = await create(manager);
    expect((await call('POST', '/payouts', manager, { currency: 'USD' })).json()).toMatchObject({
      code: 'nothing_payable',
    });
    expect((await call('DELETE', `/payouts/${id}`, manager)).json()).toMatchObject({ state: 'canceled' });
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000 });
  });

  it('is outdated when a sale in it was refunded before the approval', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram();
    const ann = await addAffiliate('ann');
    const saleId = await sell(ws, ann);
    const { id } = await create(manager);
    await refund(ws, saleId, 5_000);
    expect((await call('GET', `/payouts/${id}`, finance)).json()).toMatchObject({
      changedSince: [{ affiliateId: ann, amountMinor: -1_000 }],
    });
    const outdated = await call('POST', `/payouts/${id}/approval`, finance);
    expect(outdated.json()).toMatchObject({ status: 409, code: 'payout_outdated' });
    await call('DELETE', `/payouts/${id}`, manager);
    expect(await create(manager)).toMatchObject({ amountMinor: 1_000 });
  });

  it('carries a refund after payment into the next payout', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram();
    const ann = await addAffiliate('ann');
    const saleId = await sell(ws, ann);
    const first = await create(manager);
    await call('POST', `/payouts/${first.id}/approval`, finance);
    await call('POST', `/payouts/${first.id}/payment`, finance);
    await refund(ws, saleId, 10_000);
    expect((await call('GET', '/payouts/preview', manager)).json().data).toMatchObject([
      { amountMinor: -2_000, waitsBecause: { code: 'owes' } },
    ]);
    await sell(ws, ann, 25_000);
    expect(await create(manager)).toMatchObject({ amountMinor: 3_000 });
  });

  it('makes payable again what a failed line was to pay', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram();
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
    const late = await call('POST', `/payouts/${id}/lines/${lines[1].id}/failure`, finance, {
      reason: 'Late',
    });
    expect(late.json()).toMatchObject({ code: 'line_paid' });
    await expect(
      pool().query(
        'update payouts.lines set amount_minor = 1 where workspace_id = $1 and paid_at is not null',
        [ws],
      ),
    ).rejects.toThrow('never changes');
  });

  it('of another workspace is not found', async () => {
    const { ws, manager, addAffiliate } = await openProgram();
    await sell(ws, await addAffiliate('ann'));
    const { id } = await create(manager);
    const stranger = await withApiKey((await makeWorkspace()).id);
    for (const path of [`/payouts/${id}`, `/payouts/${id}/lines`, `/payouts/${id}/paypal.csv`]) {
      expect((await call('GET', path, stranger)).statusCode, path).toBe(404);
    }
    expect((await call('POST', `/payouts/${id}/approval`, stranger)).statusCode).toBe(404);
  });
});

describe('a statement', () => {
  it('shows opening balance, movements and closing balance, to staff and to the affiliate alone', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram();
    const portal: Headers = await signInAsRole(app, ws, 'affiliate');
    const { rows } = await pool().query(
      "select user_id from workspace.members where workspace_id = $1 and role = 'affiliate'",
      [ws],
    );
    const ann = await addAffiliate('ann', { userId: rows[0].user_id });
    const saleId = await sell(ws, ann);
    await refund(ws, saleId, 2_500);
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    await call('POST', `/payouts/${id}/payment`, finance);
    const statement = (await call('GET', `/affiliates/${ann}/statement`, finance)).json();
    expect(statement).toMatchObject({
      openingMinor: 0,
      commissionsMinor: 2_000,
      reversalsMinor: -500,
      payoutsMinor: -1_500,
      closingMinor: 0,
      movements: [{ balanceMinor: 2_000 }, { balanceMinor: 1_500 }, { kind: 'payout', balanceMinor: 0 }],
    });
    const own = await call('GET', '/portal/statement', portal);
    expect(own.json()).toEqual(statement);
    const table = (await call('GET', '/portal/statement.csv', portal)).body.trim().split('\r\n');
    expect(table[0]).toBe('Date,What,Sale,Amount,Balance,Currency');
    expect(table.at(-2)).toContain(',Payout,,-15.00,0.00,USD');
    expect((await call('GET', '/portal/payouts', portal)).json().data).toMatchObject([
      { amountMinor: 1_500, state: 'paid' },
    ]);
    expect((await call('GET', '/portal/commissions', portal)).json()).toMatchObject({
      data: [{ amountMinor: 2_000, keptMinor: 1_500, state: 'paid' }],
      balances: [{ paidMinor: 1_500, payableMinor: 0 }],
    });
    expect((await call('GET', `/affiliates/${ann}/statement`, portal)).statusCode).toBe(403);
    expect((await call('GET', '/portal/payouts', finance)).statusCode).toBe(403);
  });
});
