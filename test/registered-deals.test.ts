import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { savePlan } from '../server/commissions/index.ts';
import { setClock } from '../server/core/clock.ts';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { drainJobs, testConfig, useDatabase } from './support/database.ts';
import { DAY_MS, goOn } from './support/deals.ts';
import { withApiKey } from './support/http.ts';
import { TWENTY_PERCENT } from './support/money.ts';
import { makeProgram } from './support/program.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

type Record = { [field: string]: unknown } & { id: string };

async function enter() {
  const { id: ws, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(ws);
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
    const answer = await send(method, path, body);
    expect([path, answer.statusCode < 300 ? 'fine' : answer.body]).toEqual([path, 'fine']);
    return answer.json();
  };
  const register = async (affiliate = affiliates[0]): Promise<string> => {
    const { id } = await call('POST', '/deal-registrations', {
      ...{ affiliateId: affiliate?.id, offerId: offer.id, company: 'Zenith Ltd', personName: 'Cy Low' },
      ...{ email: 'cy@zenith.example', hasConsent: true },
    });
    return id;
  };
  const decide = (id: string, decision: string) =>
    call('POST', `/deal-registrations/${id}/decision`, { decision });
  const deals = async (): Promise<Record[]> => (await call('GET', '/deals?hasRegistration=true')).data;
  const registration = (id: string) => call('GET', `/deal-registrations/${id}`);
  const accepted = async () => {
    const id = await register();
    await decide(id, 'accept');
    const [deal] = await deals();
    return { registrationId: id, dealId: deal?.id ?? '' };
  };
  const sales = async (): Promise<Record[]> => (await call('GET', '/sales')).data;
  const owed = async (): Promise<number> => {
    const { data }: { data: { keptMinor: number }[] } = await call('GET', '/commissions');
    return data.reduce((sum, { keptMinor }) => sum + keptMinor, 0);
  };
  return { ws, affiliates, send, call, register, decide, deals, registration, accepted, sales, owed };
}

describe('an accepted registration', () => {
  it('opens one deal with the account, the person and the affiliate, however often it is accepted', async () => {
    const { register, send, deals, call } = await enter();
    const id = await register();
    const accept = () => send('POST', `/deal-registrations/${id}/decision`, { decision: 'accept' });
    await Promise.all([accept(), accept(), accept()]);
    const [deal, ...others] = await deals();
    expect(others).toEqual([]);
    expect(deal).toMatchObject({
      name: 'Zenith Ltd',
      accountName: 'Zenith Ltd',
      source: 'Ann',
      channel: 'affiliate',
    });
    const { people, registrationId } = await call('GET', `/deals/${deal?.id}`);
    expect([registrationId, people]).toMatchObject([id, [{ email: 'cy@zenith.example' }]]);
  });

  it('that is undone takes a deal along that nobody worked on, and brings it back; another stays', async () => {
    const { accepted, decide, deals, call } = await enter();
    const { registrationId, dealId } = await accepted();
    await decide(registrationId, 'undo');
    expect(await deals()).toEqual([]);
    await decide(registrationId, 'accept');
    expect(await deals()).toMatchObject([{ id: dealId }]);
    await call('PATCH', `/deals/${dealId}`, { nextStep: 'Call them' });
    await decide(registrationId, 'undo');
    expect(await deals()).toMatchObject([{ id: dealId }]);
  });

  it('is given up with its lost deal, and stands again with it', async () => {
    const { accepted, registration, call } = await enter();
    const { registrationId, dealId } = await accepted();
    const [reason] = (await call('GET', '/deal-loss-reasons')).data;
    await call('POST', `/deals/${dealId}/loss`, { reasonId: reason.id });
    await drainJobs();
    expect(await registration(registrationId)).toMatchObject({ status: 'lost', decidedByName: 'test' });
    await call('DELETE', `/deals/${dealId}/loss`);
    await drainJobs();
    expect(await registration(registrationId)).toMatchObject({ status: 'accepted', releasedAt: null });
  });

  it('stays given up when its deal is opened again after another was accepted for the customer', async () => {
    const { accepted, affiliates, register, decide, registration, call } = await enter();
    const { registrationId, dealId } = await accepted();
    const [reason] = (await call('GET', '/deal-loss-reasons')).data;
    await call('POST', `/deals/${dealId}/loss`, { reasonId: reason.id });
    await drainJobs();
    const other = await register(affiliates[1]);
    await decide(other, 'accept');
    await call('DELETE', `/deals/${dealId}/loss`);
    await drainJobs();
    expect((await registration(registrationId)).status).toBe('lost');
    expect((await registration(other)).status).toBe('accepted');
  });
});

describe('from a registration to a commission', () => {
  it('the deal is won, the customer pays late, and the billing’s one sale pays the affiliate', async () => {
    const { accepted, registration, call, sales, owed } = await enter();
    const { registrationId, dealId } = await accepted();
    const { expiresAt } = await registration(registrationId);
    goOn(80);
    await call('PATCH', `/deals/${dealId}`, { amountMinor: 10_000 });
    await call('POST', `/deals/${dealId}/win`, {});
    await drainJobs();
    const kept = await registration(registrationId);
    expect(kept.status).toBe('accepted');
    expect(Date.parse(kept.expiresAt) - Date.parse(expiresAt)).toBeGreaterThanOrEqual(79 * DAY_MS);
    goOn(20);
    expect(await sales()).toEqual([]);
    await call('POST', '/events/sale', {
      ...{ invoiceId: 'inv-1', customerExternalId: 'c1', customerEmail: 'cy@zenith.example' },
      ...{ amountMinor: 10_000, currency: 'USD' },
    });
    await drainJobs();
    expect((await registration(registrationId)).status).toBe('won');
    expect(await sales()).toHaveLength(1);
    expect(await owed()).toBe(2_000);
  });

  it('a win that stands for the sale pays the affiliate once, and its undo takes that back', async () => {
    const { affiliates, accepted, registration, call, sales, owed } = await enter();
    const { registrationId, dealId } = await accepted();
    await call('PATCH', `/deals/${dealId}`, { amountMinor: 10_000 });
    await Promise.all([1, 2].map(() => call('POST', `/deals/${dealId}/win`, { recordsSale: true })));
    await drainJobs();
    expect(await sales()).toMatchObject([{ amountMinor: 10_000, affiliateId: affiliates[0]?.id }]);
    expect((await registration(registrationId)).status).toBe('won');
    expect(await owed()).toBe(2_000);
    await call('DELETE', `/deals/${dealId}/win`);
    await drainJobs();
    expect(await owed()).toBe(0);
    expect((await registration(registrationId)).status).toBe('accepted');
    await call('PATCH', `/deals/${dealId}`, { amountMinor: 20_000 });
    await call('POST', `/deals/${dealId}/win`, { recordsSale: true });
    await drainJobs();
    expect(await owed()).toBe(4_000);
    expect((await registration(registrationId)).status).toBe('won');
  });

  it('a win is no second sale where the billing has told one already', async () => {
    const { accepted, call, sales, owed } = await enter();
    const { dealId } = await accepted();
    await call('POST', '/events/sale', {
      ...{ invoiceId: 'inv-1', customerExternalId: 'c1', customerEmail: 'cy@zenith.example' },
      ...{ amountMinor: 10_000, currency: 'USD' },
    });
    await drainJobs();
    await call('PATCH', `/deals/${dealId}`, { amountMinor: 10_000 });
    await call('POST', `/deals/${dealId}/win`, { recordsSale: true });
    await drainJobs();
    expect(await sales()).toHaveLength(1);
    expect(await owed()).toBe(2_000);
  });

  it('a sale is only recorded by a win with an amount and a registration', async () => {
    const { accepted, send } = await enter();
    const { dealId } = await accepted();
    expect((await send('POST', `/deals/${dealId}/win`, { recordsSale: true })).statusCode).toBe(422);
  });
});
