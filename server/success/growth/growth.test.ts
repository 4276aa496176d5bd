import { subDays } from 'date-fns/subDays';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { findAccountIds, saveAccounts, savePeople } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { recordSubscriptions, recordUsage } from '../../signals/index.ts';
import { refreshScores } from '../index.ts';
import type { Opportunity } from '../schema/opportunity.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const SEATS = 2;
const YEAR_OF_ONE_SEAT = 12 * 1_000;

/** Two customers with every seat in use, and one with one of two. */
async function enter() {
  const { id: ws, slug } = await makeWorkspace();
  const headers: Record<string, string> = await signInAs(app, `owner-${slug}@example.com`);
  await saveAccounts(
    ws,
    ['full', 'also', 'half'].map((name) => ({ externalId: name, name, stage: 'customer' as const })),
  );
  await recordSubscriptions(
    ws,
    ['full', 'also', 'half'].map((accountExternalId) => ({
      ...{ accountExternalId, externalId: `sub-${accountExternalId}`, plan: 'Team', seats: SEATS },
      ...{ mrrMinor: 2_000, currency: 'USD', startedOn: dayBefore(300) },
    })),
  );
  const users = ['full 1', 'full 2', 'also 1', 'also 2', 'half 1'];
  await savePeople(
    ws,
    users.map((user) => ({ externalId: user, name: user, accountExternalId: user.split(' ')[0] ?? '' })),
  );
  await recordUsage(
    ws,
    users.map((user) => ({
      ...{ accountExternalId: user.split(' ')[0] ?? '', personExternalId: user },
      ...{ feature: 'reports', day: dayBefore(2) },
    })),
  );
  await refreshScores(ws, null);
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object, as = headers) =>
    app.inject({ method, url: `/api/v1${url}`, headers: as, ...(body ? { body } : {}) });
  const list = async (query = '', as = headers): Promise<Opportunity[]> =>
    (await call('GET', `/opportunities?${query}`, undefined, as)).json().data;
  const ids = await findAccountIds(ws, ['full', 'also', 'half']);
  return { ws, call, list, account: (name: string) => ids.get(name) ?? '' };
}

function dayBefore(days: number): string {
  return subDays(new Date(), days).toISOString().slice(0, 10);
}

describe('a proposal', () => {
  it('says which figures led to it, what it is worth and what to do, and stays one however often it is looked for', async () => {
    const { ws, list, account } = await enter();
    const found = await list();
    expect(found.map((one) => one.account.name).toSorted()).toEqual(['also', 'full']);
    expect(found[0]).toMatchObject({
      ...{
        kind: 'seats',
        state: 'open',
        monthlyMinor: 1_000,
        yearlyMinor: YEAR_OF_ONE_SEAT,
        currency: 'USD',
      },
      reason: { text: '2 people used it in the last 28 days: 100% of the 2 seats.' },
      nextStep: 'Offer more seats (1) before people are without one.',
    });
    expect(found[0]?.inputs.map(({ text }) => text)).toContain('Paid for a seat a month: $10.00');
    await Promise.all([refreshScores(ws, null), refreshScores(ws, [account('full')])]);
    expect((await list()).map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  it('goes when its figures no longer hold', async () => {
    const { ws, list, account } = await enter();
    await recordSubscriptions(ws, [
      {
        ...{ accountExternalId: 'full', externalId: 'sub-full', plan: 'Team', seats: 5 },
        ...{ mrrMinor: 5_000, currency: 'USD', startedOn: dayBefore(300) },
      },
    ]);
    await refreshScores(ws, null);
    expect(await list(`accountId=${account('full')}`)).toEqual([]);
    expect(await list()).toHaveLength(1);
  });

  it('pages without a gap or a repeat in either order', async () => {
    const { call, list } = await enter();
    const all = (await list()).map(({ id }) => id);
    for (const sort of ['monthlyMinor', 'foundAt']) {
      const first = (await call('GET', `/opportunities?sort=${sort}&limit=1`)).json();
      const second = (
        await call('GET', `/opportunities?sort=${sort}&limit=1&cursor=${first.nextCursor}`)
      ).json();
      expect([first.data[0].id, second.data[0].id]).toEqual(all);
      expect(second.nextCursor).toBeNull();
    }
  });
});

describe('a proposal that is accepted', () => {
  it('is one deal, worth a year of it, also when two accept at once while it is looked for anew', async () => {
    const { ws, call, list } = await enter();
    const [one] = await list();
    const [first, second] = await Promise.all([
      call('POST', `/opportunities/${one?.id}/acceptance`),
      call('POST', `/opportunities/${one?.id}/acceptance`),
      refreshScores(ws, null),
    ]);
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(first.json().deal).toMatchObject({ state: 'open', amountMinor: YEAR_OF_ONE_SEAT });
    expect(second.json().deal.id).toBe(first.json().deal.id);
    expect((await call('GET', '/deals')).json().data).toHaveLength(1);
    await refreshScores(ws, null);
    expect(await list('state=open')).toHaveLength(1);
  });

  it('shows what became of it', async () => {
    const { call, list } = await enter();
    const [one] = await list();
    const { deal } = (await call('POST', `/opportunities/${one?.id}/acceptance`)).json();
    await call('POST', `/deals/${deal.id}/win`, {});
    expect((await list('state=accepted'))[0]?.deal).toMatchObject({ state: 'won', amountMinor: 12_000 });
    expect((await call('POST', `/opportunities/${one?.id}/dismissal`, { reason: 'No' })).json().code).toBe(
      'opportunity_accepted',
    );
  });
});

describe('a proposal that is dismissed', () => {
  it('needs a reason, and is quiet for as long as was said', async () => {
    const { ws, call, list, account } = await enter();
    const [one] = await list(`accountId=${account('full')}`);
    expect((await call('POST', `/opportunities/${one?.id}/dismissal`, {})).statusCode).toBe(422);
    await call('POST', `/opportunities/${one?.id}/dismissal`, { reason: 'They shrink', quietDays: 3 });
    await refreshScores(ws, null);
    expect(await list(`accountId=${account('full')}`)).toMatchObject([
      { state: 'dismissed', dismissReason: 'They shrink' },
    ]);
    const later = subDays(new Date(), -4);
    setClock(() => later);
    await refreshScores(ws, null);
    expect((await list(`accountId=${account('full')}&state=open`)).map(({ id }) => id)).not.toContain(
      one?.id,
    );
    expect(await list(`accountId=${account('full')}&state=open`)).toHaveLength(1);
  });
});

it('proposes the product for which most customers of the industry accepted a quote, by the month', async () => {
  const { ws, call, list } = await enter();
  const names = ['s1', 's2', 's3', 's4', 's5'];
  await saveAccounts(
    ws,
    names.map((name) => ({ externalId: name, name, industry: 'Schools', stage: 'customer' as const })),
  );
  await recordSubscriptions(
    ws,
    names.map((accountExternalId) => ({
      ...{ accountExternalId, externalId: `sub-${accountExternalId}`, plan: 'Team', mrrMinor: 2_000 },
      ...{ currency: 'USD', startedOn: dayBefore(300) },
    })),
  );
  const ids = await findAccountIds(ws, names);
  const product = (await call('POST', '/products', { name: 'Backup', cycle: 'yearly' })).json();
  for (const name of names.slice(0, 3)) {
    const deal = (await call('POST', '/deals', { name, accountId: ids.get(name) })).json();
    const draft = {
      title: 'Backup',
      currency: 'USD',
      validUntil: '2099-12-31',
      recipientName: 'Pat',
      recipientEmail: 'pat@example.com',
    };
    const lines = [{ productId: product.id, quantity: 1, priceMinor: 6_000 }];
    const quote = (await call('POST', '/quotes', { dealId: deal.id, ...draft, lines })).json();
    const { publicUrl } = (await call('POST', `/quotes/${quote.id}/sending`, {})).json();
    const token = new URL(publicUrl).pathname.split('/').at(-1);
    const answer = { name: 'Pat', email: 'pat@example.com', isAgreed: true };
    expect((await call('POST', `/public/quotes/${token}/acceptance`, answer)).statusCode).toBeLessThan(300);
  }
  await refreshScores(ws, null);
  const found = await list('kind=product');
  expect(found.map(({ account }) => account.name).toSorted()).toEqual(['s4', 's5']);
  expect(found[0]).toMatchObject({
    monthlyMinor: 500,
    reason: { text: '3 of 5 customers in Schools have Backup; this one does not.' },
  });
});

it('whoever reaches their own accounts only sees and decides the proposals for these, and exports no others', async () => {
  const { ws, call, list, account } = await enter();
  const ann: Record<string, string> = await signInAsRole(app, ws, 'sales');
  await call('PATCH', '/roles/sales', { rowScope: 'own' });
  const annId = (await call('GET', '/session', undefined, ann)).json().user.id;
  await call('PATCH', `/accounts/${account('full')}`, { ownerId: annId });
  const [theirs] = await list(`accountId=${account('also')}`);
  expect((await list('', ann)).map((one) => one.account.id)).toEqual([account('full')]);
  expect((await call('POST', `/opportunities/${theirs?.id}/acceptance`, undefined, ann)).statusCode).toBe(
    404,
  );
  const file = await call('GET', '/opportunities/export.csv', undefined, ann);
  expect(file.body).toContain('full');
  expect(file.body).not.toContain('also');
});
