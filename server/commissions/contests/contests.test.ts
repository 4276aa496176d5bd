import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { sharesFor, signInToPortal, TWENTY_PERCENT, tellSale } from '../../../test/support/money.ts';
import { saveAffiliate } from '../../affiliates/index.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { savePlan } from '../index.ts';
import { closeContests } from './close-contests.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const DAY_MS = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function open() {
  const { id: ws } = await makeWorkspace();
  await savePlan(ws, TWENTY_PERCENT);
  const staff = await signInAsRole(app, ws, 'affiliate_manager');
  const { portal, userId } = await signInToPortal(app, ws);
  const join = async (name: string, extra = {}) =>
    (await saveAffiliate(ws, { name, email: `${name}@example.com`, status: 'active', ...extra })).id;
  const [ann, bob] = [await join('Ann', { userId }), await join('Bob')];
  const call = async (path: string, body?: object, headers: Record<string, string> = staff) => {
    const method = body ? 'POST' : 'GET';
    return app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  };
  const announce = (more: object = {}) =>
    call('/contests', {
      ...{ name: 'Spring', fromDay: dayFrom(-3), toDay: dayFrom(3), measure: 'revenue', currency: 'USD' },
      ...{ prizesMinor: [5_000, 2_000], ...more },
    });
  const sell = (affiliateId: string, amountMinor: number) =>
    tellSale(ws, {
      ...{ affiliateId, shares: sharesFor(affiliateId, amountMinor), amountMinor },
      occurredAt: new Date().toISOString(),
    });
  const own = async () => (await call('/portal/contests', undefined, portal)).json().data;
  return { ws, ann, bob, call, announce, sell, own };
}

describe('contests', () => {
  it('show staff who leads, and an affiliate their own place without the names of others', async () => {
    const { ann, bob, announce, sell, own, call } = await open();
    expect((await announce()).json()).toMatchObject({ state: 'running', entrants: [] });
    await sell(ann, 10_000);
    await sell(bob, 30_000);
    expect((await call('/contests')).json().data[0].entrants).toMatchObject([
      { name: 'Bob', figure: 30_000, place: 1, prizeMinor: 5_000 },
      { name: 'Ann', figure: 10_000, place: 2, prizeMinor: 2_000 },
    ]);
    const [seen] = await own();
    expect(seen).toMatchObject({ state: 'running', toNext: 20_000, own: { name: 'Ann', place: 2 } });
    expect(seen.leaders).toMatchObject([
      { name: 'Partner 1', isOwn: false },
      { name: 'Ann', isOwn: true },
    ]);
    expect(JSON.stringify(seen)).not.toContain('Bob');
    expect(JSON.stringify(seen)).not.toContain(bob);
  });

  it('name others where the contest says so', async () => {
    const { bob, announce, sell, own } = await open();
    await announce({ showsNames: true });
    await sell(bob, 30_000);
    expect((await own())[0].leaders).toMatchObject([{ name: 'Bob', place: 1 }]);
  });

  it('are cancelled with a reason, not once they are closed, and then nobody wins', async () => {
    const { ws, announce, call, own } = await open();
    const { id } = (await announce({ waitDays: 0 })).json();
    const { id: other } = (await announce({ name: 'Autumn', waitDays: 0 })).json();
    const ended = await call(`/contests/${id}/cancellation`, { reason: 'A mistake' });
    expect(ended.json()).toMatchObject({ state: 'cancelled', cancelReason: 'A mistake' });
    expect(await own()).toHaveLength(1);
    setClock(() => new Date(Date.now() + 10 * DAY_MS));
    await closeContests(ws, 'UTC', new Date(Date.now() + 10 * DAY_MS));
    setClock();
    expect((await call(`/contests/${other}/cancellation`, { reason: 'Late' })).statusCode).toBe(409);
    const states = (await call('/contests')).json().data.map((one: { state: string }) => one.state);
    expect(states.toSorted()).toEqual(['cancelled', 'closed']);
  });

  it('refuse a last day before the first, a prize of nothing, and an offer that is not there', async () => {
    const { announce } = await open();
    expect((await announce({ toDay: dayFrom(-5) })).json().errors).toMatchObject([{ path: 'toDay' }]);
    expect((await announce({ prizesMinor: [0] })).json().errors).toMatchObject([{ path: 'prizesMinor.0' }]);
    expect((await announce({ offerId: 'off_unknown' })).statusCode).toBe(404);
  });
});
