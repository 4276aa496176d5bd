import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole } from '../../test/support/http.ts';
import {
  callerOf,
  type Headers,
  openProgram,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../test/support/money.ts';
import { savePlan } from '../commissions/index.ts';
import { setClock } from '../core/clock.ts';
import { pool } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { newId } from '../core/ids.ts';
import { createApp } from '../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  setClock(() => new Date('2026-04-20T10:00:00Z'));
  app = await createApp(testConfig());
});
afterAll(async () => {
  setClock();
  await app.close();
});

const { call, create } = callerOf(() => app);

async function sell(ws: string, affiliateId: string, amountMinor = 10_000, currency = 'USD') {
  return (await tellSale(ws, { affiliateId, amountMinor, currency, customerId: newId('cus') })).saleId;
}

describe('the preview', () => {
  it('says who is ready per currency, and why the others wait', async () => {
    const { ws, manager, addAffiliate } = await openProgram(app);
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

describe('a statement', () => {
  it('shows opening balance, movements and closing balance, to staff and to the affiliate alone', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const portal: Headers = await signInAsRole(app, ws, 'affiliate');
    const { rows } = await pool().query(
      "select user_id from workspace.members where workspace_id = $1 and role = 'affiliate'",
      [ws],
    );
    const ann = await addAffiliate('ann', { userId: rows[0].user_id });
    const saleId = await sell(ws, ann);
    await tellRefund(ws, saleId, 2_500);
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    await call('POST', `/payouts/${id}/payment`, finance);
    const statement = (await call('GET', `/affiliates/${ann}/statement`, finance)).json();
    expect(statement).toMatchObject({
      month: '2026-04',
      openingMinor: 2_000,
      commissionsMinor: 0,
      reversalsMinor: -500,
      payoutsMinor: -1_500,
      closingMinor: 0,
      movements: [
        { kind: 'refund', balanceMinor: 1_500 },
        { kind: 'payout', balanceMinor: 0 },
      ],
    });
    const march = (await call('GET', `/affiliates/${ann}/statement?month=2026-03`, finance)).json();
    expect(march).toMatchObject({ openingMinor: 0, commissionsMinor: 2_000, closingMinor: 2_000 });
    const own = await call('GET', '/portal/statement', portal);
    expect(own.json()).toEqual(statement);
    const table = (await call('GET', '/portal/statement.csv', portal)).body.trim().split('\r\n');
    expect(table[0]).toBe('Date,What,Sale,Amount,Balance,Currency,sub1,sub2,sub3,sub4,sub5');
    expect(table.at(-2)).toContain(',Payout,,-15.00,0.00,USD,,,,,');
    expect((await call('GET', '/portal/payouts', portal)).json().data).toMatchObject([
      { amountMinor: 1_500, state: 'paid' },
    ]);
    expect((await call('GET', '/portal/commissions', portal)).json()).toMatchObject({
      data: [{ keptMinor: 1_500, state: 'paid', lost: '$15.00 of $20.00 is left after a refund.' }],
      balances: [{ paidMinor: 1_500, payableMinor: 0 }],
    });
    expect((await call('GET', `/affiliates/${ann}/statement`, portal)).statusCode).toBe(403);
    expect((await call('GET', '/portal/payouts', finance)).statusCode).toBe(403);
  });

  it('says beside the balance what waits for a condition of the plan, and until when', async () => {
    const { ws, finance, addAffiliate } = await openProgram(app);
    const success = { shareBasisPoints: 2_500, afterDays: 90, isRefundFree: true };
    await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0, isDefault: true, success });
    const ann = await addAffiliate('ann');
    await sell(ws, ann);
    const march = (await call('GET', `/affiliates/${ann}/statement?month=2026-03`, finance)).json();
    expect(march).toMatchObject({
      closingMinor: 1_500,
      waitingMinor: 500,
      conditions: [
        { text: '$5.00 waits until May 30, 2026 and is earned if nothing of the sale was refunded.' },
      ],
    });
    const table = (await call('GET', `/affiliates/${ann}/statement.csv?month=2026-03`, finance)).body;
    expect(table).toContain('$5.00 waits until');
  });
});
