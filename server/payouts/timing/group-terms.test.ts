import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, openProgram, signInToPortal, tellSale } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { minimumOf, nextDay, scheduleOf } from './rules.ts';
import { changeSchedule, createScheduled } from './schedule.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call } = callerOf(() => app);

/** Ann of the agencies and Bob of no group have 20.00 USD coming each; Ann signs in to the portal. */
async function twoAffiliates() {
  const { ws, manager, finance, addAffiliate } = await openProgram(app);
  const { portal, userId } = await signInToPortal(app, ws);
  const created = await call('POST', '/affiliate-groups', manager, { name: 'Agencies' });
  const groupId: string = created.json().id;
  const ann = await addAffiliate('ann', { userId, groupId });
  const bob = await addAffiliate('bob');
  const sell = (affiliateId: string) => tellSale(ws, { affiliateId, customerId: newId('cus') });
  await sell(ann);
  await sell(bob);
  const change = (terms: object) => call('PUT', `/affiliate-groups/${groupId}/payout-terms`, manager, terms);
  const waiting = async () => {
    const { data } = (await call('GET', '/payouts/preview', manager)).json();
    return Object.fromEntries(
      data.map((line: { affiliateName: string; waitsBecause: { code: string } | null }) => [
        line.affiliateName,
        line.waitsBecause?.code ?? null,
      ]),
    );
  };
  const at = (time: string) => ({ ...systemActor(ws, 'test'), now: new Date(time) });
  return { ws, manager, finance, portal, groupId, ann, bob, sell, change, waiting, at };
}

describe('a group’s own minimum', () => {
  it('stands before the company’s for its affiliates alone, in preview, batch, request and outlook', async () => {
    const { manager, portal, change, waiting } = await twoAffiliates();
    await call('PUT', '/payout-minimums/usd', manager, { amountMinor: 5_000 });
    expect(await waiting()).toEqual({ ann: 'below_minimum', bob: 'below_minimum' });
    await change({ schedule: null, minimums: [{ currency: 'USD', amountMinor: 2_000 }] });
    expect(await waiting()).toEqual({ ann: null, bob: 'below_minimum' });
    const outlook = (await call('GET', '/portal/payout-outlook', portal)).json().data;
    expect(outlook).toMatchObject([{ minimumMinor: 2_000, minimumOf: 'group' }]);
    expect((await call('POST', '/portal/payout-requests', portal, { currency: 'USD' })).statusCode).toBe(201);
    const batch = (await call('POST', '/payouts', manager, { currency: 'USD' })).json();
    expect(batch).toMatchObject({ lineCount: 1, amountMinor: 2_000 });
    const preview = (await call('GET', '/payouts/preview', manager)).json();
    expect(preview.totals).toMatchObject([{ minimumMinor: 5_000 }]);
  });

  it('above the company’s lets its affiliates wait, and is no longer asked when the group is removed', async () => {
    const { manager, groupId, change, waiting } = await twoAffiliates();
    await change({ schedule: null, minimums: [{ currency: 'USD', amountMinor: 9_000 }] });
    expect(await waiting()).toEqual({ ann: 'below_minimum', bob: null });
    await call('DELETE', `/affiliate-groups/${groupId}`, manager);
    expect(await waiting()).toEqual({ ann: null, bob: null });
  });

  it('gives way to a greater one that the affiliate has chosen', async () => {
    const { portal, change, waiting } = await twoAffiliates();
    await change({ schedule: null, minimums: [{ currency: 'USD', amountMinor: 1_000 }] });
    await call('PUT', '/portal/payout-minimums/usd', portal, { amountMinor: 2_500 });
    expect(await waiting()).toEqual({ ann: 'below_minimum', bob: null });
  });

  it.each([
    ['the group’s before the company’s, also when it is nothing', 5_000, 0, { amountMinor: 0, of: 'group' }],
    ['the company’s where the group says nothing', 5_000, undefined, { amountMinor: 5_000, of: 'company' }],
    ['nothing where nobody says anything', undefined, undefined, { amountMinor: 0, of: 'company' }],
  ])('is %s', (_name, company, group, minimum) => {
    expect(minimumOf(company, group)).toEqual(minimum);
  });
});

describe('a group’s own day', () => {
  it('pays its affiliates on it, once a month, and the others on the company’s', async () => {
    const { manager, change, at, ann, bob, sell } = await twoAffiliates();
    await changeSchedule(at('2027-01-02T12:00:00Z'), 15);
    await change({ schedule: { dayOfMonth: 5 }, minimums: [] });
    const paid = async () => {
      const { data } = (await call('GET', '/payouts', manager)).json();
      const lines = await Promise.all(
        data.map((row: { id: string }) => call('GET', `/payouts/${row.id}/lines`, manager)),
      );
      return lines.map((answer) =>
        answer.json().data.map((line: { affiliateName: string }) => line.affiliateName),
      );
    };
    expect(await createScheduled(at('2027-01-04T12:00:00Z'))).toBe(0);
    const runs = [1, 2, 3].map(() => createScheduled(at('2027-01-06T12:00:00Z')));
    expect((await Promise.all(runs)).sort()).toEqual([0, 0, 1]);
    expect(await paid()).toEqual([['ann']]);
    await sell(ann);
    expect(await createScheduled(at('2027-01-15T12:00:00Z'))).toBe(1);
    expect(await paid()).toEqual([['bob'], ['ann']]);
    await sell(bob);
    // One payout for both when both days have come.
    expect(await createScheduled(at('2027-02-20T12:00:00Z'))).toBe(1);
    expect((await paid())[0]).toHaveLength(2);
  });

  it('may be never, while the company’s goes on', async () => {
    const { change, at, waiting } = await twoAffiliates();
    await changeSchedule(at('2027-01-02T12:00:00Z'), 15);
    await change({ schedule: { dayOfMonth: null }, minimums: [] });
    expect(await createScheduled(at('2027-01-15T12:00:00Z'))).toBe(1);
    expect(await waiting()).toEqual({ ann: null });
  });

  it('is told to staff and to the affiliate, and to nobody as the group’s who is in none', async () => {
    const { manager, finance, portal, change, ann, bob, groupId } = await twoAffiliates();
    const body = { schedule: { dayOfMonth: 5 }, minimums: [{ currency: 'EUR', amountMinor: 700 }] };
    expect((await change(body)).json()).toMatchObject({
      ...{ groupId, name: 'Agencies', minimums: body.minimums },
      schedule: { dayOfMonth: 5 },
    });
    const told = (await call('GET', `/affiliates/${ann}/payout-timing`, finance)).json();
    expect(told.schedule).toMatchObject({
      dayOfMonth: 5,
      of: 'group',
      nextDay: expect.stringMatching(/-05$/),
    });
    expect(told.minimums).toMatchObject([
      { currency: 'EUR', amountMinor: 700, of: 'group' },
      { currency: 'USD', amountMinor: 0, of: 'company' },
    ]);
    expect((await call('GET', '/portal/payout-timing', portal)).json()).toEqual(told);
    const other = (await call('GET', `/affiliates/${bob}/payout-timing`, manager)).json();
    expect(other.schedule).toEqual({ dayOfMonth: null, nextDay: null, of: 'company' });
    const twice = { schedule: null, minimums: [body.minimums[0], body.minimums[0]] };
    expect((await change(twice)).statusCode).toBe(422);
    expect((await call('PUT', `/affiliate-groups/${groupId}/payout-terms`, portal, body)).statusCode).toBe(
      403,
    );
  });

  it.each([
    ['this month', 15, '2026-03', '2026-03-10', '2026-03-15'],
    ['today', 15, '2026-03', '2026-03-15', '2026-03-15'],
    ['next month, when it has passed', 15, '2026-03', '2026-12-16', '2027-01-15'],
    ['not before it begins', 5, '2026-05', '2026-03-10', '2026-05-05'],
  ])('is next %s', (_name, dayOfMonth, firstMonth, today, next) => {
    expect(nextDay({ dayOfMonth, firstMonth }, today)).toBe(next);
    expect(scheduleOf({ dayOfMonth: 1, firstMonth }, { dayOfMonth, firstMonth })).toEqual({
      ...{ dayOfMonth, firstMonth, of: 'group' },
    });
  });
});
