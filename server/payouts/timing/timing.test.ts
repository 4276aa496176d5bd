import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { callerOf, type Headers, openProgram, tellSale } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { neededAmount } from '../rules.ts';
import { monthAfter } from './rules.ts';
import { changeSchedule, createScheduled } from './schedule.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

/** Ann has 20.00 USD coming and is signed in to the portal. */
async function openPortal() {
  const program = await openProgram(app);
  const portal: Headers = await signInAsRole(app, program.ws, 'affiliate');
  const { rows } = await pool().query(
    "select user_id from workspace.members where workspace_id = $1 and role = 'affiliate'",
    [program.ws],
  );
  const ann = await program.addAffiliate('ann', { userId: rows[0].user_id });
  const sell = (currency = 'USD') =>
    tellSale(program.ws, { affiliateId: ann, currency, customerId: newId('cus') });
  await sell();
  const preview = async () => (await call('GET', '/payouts/preview', program.manager)).json().data;
  const ask = () => call('POST', '/portal/payout-requests', portal, { currency: 'USD' });
  return { ...program, portal, sell, preview, ask };
}

describe('an affiliate’s own minimum', () => {
  it('lets a balance wait until it is reached or asked for', async () => {
    const { portal, preview, ask } = await openPortal();
    const set = await call('PUT', '/portal/payout-minimums/usd', portal, { amountMinor: 5_000 });
    expect(set.json().data).toMatchObject([{ payableMinor: 2_000, ownMinimumMinor: 5_000 }]);
    expect(await preview()).toMatchObject([{ waitsBecause: { code: 'below_minimum' } }]);
    expect((await ask()).statusCode).toBe(201);
    expect(await preview()).toMatchObject([{ waitsBecause: null, requestedAt: expect.any(String) }]);
  });

  it.each([
    ['counts above the currency’s', 1_000, 5_000, false, 5_000],
    ['counts for nothing below it', 5_000, 1_000, false, 5_000],
    ['gives way to a request, the currency’s does not', 1_000, 5_000, true, 1_000],
  ])('%s', (_name, minimumMinor, ownMinor, isRequested, needed) => {
    expect(neededAmount(minimumMinor, ownMinor, isRequested)).toBe(needed);
  });
});

describe('a request to be paid', () => {
  it('is open once, is met by a payout, and is open again when that is canceled', async () => {
    const { ws, manager, portal, preview, ask } = await openPortal();
    await Promise.all([ask(), ask(), ask()]);
    const { rows } = await pool().query('select id from payouts.requests where workspace_id = $1', [ws]);
    expect(rows).toHaveLength(1);
    const { id } = await create(manager);
    const outlook = (await call('GET', '/portal/payout-outlook', portal)).json().data;
    expect(outlook).toMatchObject([{ payableMinor: 0, preparedMinor: 2_000, requestedAt: null }]);
    expect((await ask()).json()).toMatchObject({ status: 409, code: 'nothing_payable' });
    await call('DELETE', `/payouts/${id}`, manager);
    expect(await preview()).toMatchObject([{ requestedAt: expect.any(String) }]);
  });

  it('is refused below the company’s minimum', async () => {
    const { manager, ask } = await openPortal();
    await call('PUT', '/payout-minimums/usd', manager, { amountMinor: 2_001 });
    expect((await ask()).json()).toMatchObject({ status: 409, code: 'below_minimum' });
  });
});

describe('a monthly schedule', () => {
  const at = (ws: string, time: string) => ({ ...systemActor(ws, 'test'), now: new Date(time) });

  it('creates a payout for each currency once a month, and each waits for approval', async () => {
    const { ws, manager, finance, sell } = await openPortal();
    await sell('EUR');
    await changeSchedule(at(ws, '2027-01-10T12:00:00Z'), 15);
    expect((await call('GET', '/payout-schedule', finance)).json()).toEqual({
      dayOfMonth: 15,
      firstMonth: '2027-01',
    });
    expect(await createScheduled(at(ws, '2027-01-14T12:00:00Z'))).toBe(0);
    const runs = [1, 2, 3].map(() => createScheduled(at(ws, '2027-01-16T12:00:00Z')));
    expect((await Promise.all(runs)).sort()).toEqual([0, 0, 2]);
    await sell();
    expect(await createScheduled(at(ws, '2027-01-28T12:00:00Z'))).toBe(0);
    expect(await createScheduled(at(ws, '2027-02-15T12:00:00Z'))).toBe(1);
    const { data } = (await call('GET', '/payouts', manager)).json();
    expect(data.map((row: { state: string }) => row.state)).toEqual(['created', 'created', 'created']);
    expect((await call('POST', `/payouts/${data[0].id}/approval`, finance)).statusCode).toBe(201);
  });

  it('set after its day begins in the next month, and ends when it is taken away', async () => {
    const { ws, manager } = await openPortal();
    await changeSchedule(at(ws, '2026-12-20T12:00:00Z'), 15);
    expect(await createScheduled(at(ws, '2026-12-21T12:00:00Z'))).toBe(0);
    const ended = await call('PUT', '/payout-schedule', manager, { dayOfMonth: null });
    expect(ended.json()).toEqual({ dayOfMonth: null, firstMonth: null });
    expect(await createScheduled(at(ws, '2027-01-15T12:00:00Z'))).toBe(0);
  });

  it('counts days in the workspace’s time zone', () => {
    expect(dayIn('Asia/Bangkok', new Date('2026-03-14T17:00:00Z'))).toBe('2026-03-15');
    expect([monthAfter('2026-12'), monthAfter('2026-09')]).toEqual(['2027-01', '2026-10']);
  });
});
