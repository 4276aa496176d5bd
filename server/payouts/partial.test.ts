import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { callerOf, openProgram, tellSale } from '../../test/support/money.ts';
import { listBalances } from '../commissions/index.ts';
import type { App } from '../core/http/server.ts';
import { newId } from '../core/ids.ts';
import { createApp } from '../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

const sell = (ws: string, affiliateId: string) => tellSale(ws, { affiliateId, customerId: newId('cus') });

describe('a payout of chosen recipients', () => {
  it('leaves the others for another one, and carries its note into the file', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const [ann, bob] = [await addAffiliate('ann'), await addAffiliate('bob')];
    await sell(ws, ann);
    await sell(ws, bob);
    const chosen = { currency: 'USD', affiliateIds: [bob], note: 'Thank you' };
    const { id } = (await call('POST', '/payouts', manager, chosen)).json();
    await call('POST', `/payouts/${id}/approval`, finance);
    const file = await call('GET', `/payouts/${id}/paypal.csv`, finance);
    expect(file.body).toMatch(/^bob@example\.com,20\.00,USD,\w+,Thank you,PAYPAL\r\n$/);
    expect(await create(manager)).toMatchObject({ lineCount: 1, amountMinor: 2_000 });
  });

  it('is paid line by line: what is not named stays open, and a line of another payout is refused', async () => {
    const { ws, manager, finance, addAffiliate } = await openProgram(app);
    const [ann, bob] = [await addAffiliate('ann'), await addAffiliate('bob')];
    await sell(ws, ann);
    await sell(ws, bob);
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const lines: { id: string; affiliateId: string }[] = (
      await call('GET', `/payouts/${id}/lines`, finance)
    ).json().data;
    const ofAnn = lines.find((line) => line.affiliateId === ann)?.id;
    const foreign = await call('POST', `/payouts/${id}/payment`, finance, { lineIds: [ofAnn, 'pol_0'] });
    expect(foreign.statusCode).toBe(404);
    const paid = await call('POST', `/payouts/${id}/payment`, finance, { lineIds: [ofAnn] });
    expect(paid.json()).toMatchObject({ state: 'approved', paidLineCount: 1 });
    expect(await listBalances(ws, [ann, bob], new Date())).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ affiliateId: ann, payableMinor: 0, paidMinor: 2_000 }),
        expect.objectContaining({ affiliateId: bob, payableMinor: 2_000, paidMinor: 0 }),
      ]),
    );
  });
});
