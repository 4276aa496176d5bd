import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { callerOf, openProgram, tellSale } from '../../test/support/money.ts';
import { holdCommissions, releaseCommissions } from '../commissions/index.ts';
import { now } from '../core/clock.ts';
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

/** Two sales of one affiliate, and the commission of the first. */
async function sellTwice() {
  const { ws, manager, finance, addAffiliate } = await openProgram(app);
  const affiliateId = await addAffiliate('ann');
  for (let count = 0; count < 2; count += 1) await tellSale(ws, { affiliateId, customerId: newId('cus') });
  const { data } = (await call('GET', '/commissions', manager)).json<{ data: { id: string }[] }>();
  return { ws, manager, finance, affiliateId, commissionId: data[0]?.id ?? '' };
}

describe('a payout and a held commission', () => {
  it('leaves it out, and pays it once it is released', async () => {
    const { ws, manager, commissionId } = await sellTwice();
    await holdCommissions(ws, [commissionId], { source: 'frc_1', reason: 'visits' }, now());
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000 });
    expect((await call('POST', '/payouts', manager, { currency: 'USD' })).json()).toMatchObject({
      code: 'nothing_payable',
    });
    await releaseCommissions(ws, 'frc_1', now());
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000 });
  });

  it('that was opened before the hold is not paid, and says what it would have paid', async () => {
    const { ws, manager, finance, affiliateId, commissionId } = await sellTwice();
    const { id: payoutId } = await create(manager);
    await holdCommissions(ws, [commissionId], { source: 'frc_1', reason: 'visits' }, now());
    const open = (await call('GET', `/affiliates/${affiliateId}/open-payout-items`, manager)).json();
    expect(open.data).toHaveLength(2);
    expect(open.data).toContainEqual(
      expect.objectContaining({ commissionId, payoutId, amountMinor: 2_000, currency: 'USD' }),
    );
    await call('POST', `/payouts/${payoutId}/approval`, finance);
    expect((await call('POST', `/payouts/${payoutId}/payment`, finance)).json()).toMatchObject({
      code: 'not_payable',
    });
  });

  it('shows on the statement that it is under review, since when and why in general words', async () => {
    const { ws, manager, affiliateId, commissionId } = await sellTwice();
    await holdCommissions(ws, [commissionId], { source: 'frc_1', reason: 'visits' }, new Date('2026-03-05'));
    const path = `/affiliates/${affiliateId}/statement?month=2026-03`;
    const { movements } = (await call('GET', path, manager)).json();
    expect(movements.filter(({ review }: { review: string | null }) => review !== null)).toMatchObject([
      { commissionId, review: expect.stringMatching(/Under review since Mar 5, 2026 because we look at/) },
    ]);
  });
});
