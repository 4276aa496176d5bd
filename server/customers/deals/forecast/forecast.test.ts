import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../../test/support/database.ts';
import { DAY_MS, enterDeals, goOn } from '../../../../test/support/deals.ts';
import { setClock } from '../../../core/clock.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import type { Forecast, StageConversion } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('the forecast', () => {
  it('sums by month and currency, weighs by chance, and counts what was won and what needs a look', async () => {
    const { call, second } = await enterDeals(app);
    setClock(() => new Date('2026-05-10T12:00:00Z'));
    const open = (body: object) => call('POST', '/deals', { name: 'D', ...body });
    await open({ amountMinor: 1_000, expectedOn: '2026-05-20', nextStep: 'Call' });
    await open({ amountMinor: 1_005, expectedOn: '2026-06-01', stageId: second, nextStep: 'Call' });
    await open({ amountMinor: 500, expectedOn: '2026-04-30', nextStep: 'Call' });
    await open({ amountMinor: 700, currency: 'EUR' });
    await open({ amountMinor: 50, expectedOn: '2027-12-01', probability: 100, nextStep: 'Call' });
    const won = await open({ amountMinor: 9_000 });
    await call('POST', `/deals/${won.id}/win`, {});
    goOn(15);
    const forecast = await call<Forecast>('GET', '/deals/forecast?months=2');
    const rows = forecast.months.filter(({ openCount, wonCount }) => openCount + wonCount > 0);
    expect(rows.map(({ month, currency, ...sums }) => [month, currency, ...Object.values(sums)])).toEqual(
      [
        ['2026-05', 'USD', 1, 1_000, 100, 1, 9_000],
        // A quarter of 1,005 is 251.25.
        ['2026-06', 'USD', 1, 1_005, 251, 0, 0],
        ['overdue', 'USD', 1, 500, 50, 0, 0],
        ['undated', 'EUR', 1, 700, 70, 0, 0],
        ['later', 'USD', 1, 50, 50, 0, 0],
      ].sort(byBucket(forecast)),
    );
    expect(forecast.slipping).toMatchObject([{ currency: 'USD', count: 2 }]);
    expect(forecast.stale).toMatchObject([
      { currency: 'USD', count: 4 },
      { currency: 'EUR', count: 1 },
    ]);
    expect(forecast.noNextStep).toMatchObject([{ currency: 'EUR', count: 1 }]);
    expect(forecast.owners.filter(({ currency }) => currency === 'USD')).toMatchObject([
      { ownerId: null, openCount: 4, weightedMinor: 451, wonMinor: 9_000 },
    ]);
  });

  it('knows exactly how many deals go on from a stage, and how long they stay', async () => {
    const { call, first, second, third, reason } = await enterDeals(app);
    setClock(() => new Date('2026-05-01T00:00:00Z'));
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C', 'D']) ids.push((await call('POST', '/deals', { name })).id);
    const [a, b, c] = ids;
    goOn(2);
    await call('POST', `/deals/${a}/stage`, { stageId: second });
    goOn(2);
    await call('POST', `/deals/${b}/stage`, { stageId: third });
    await call('POST', `/deals/${c}/loss`, { reasonId: reason });
    goOn(1);
    await call('POST', `/deals/${a}/win`, {});
    // A slip is no way that a deal went.
    await call('POST', `/deals/${b}/stage`, { stageId: second });
    await call('POST', `/deals/${b}/stage`, { stageId: third });
    const { data } = await call<{ data: StageConversion[] }>('GET', '/deals/conversion');
    const of = (id: string) => data.find(({ stageId }) => stageId === id);
    const counts = { enteredCount: 4, wentOnCount: 2, lostCount: 1 };
    expect(of(first)).toMatchObject({ ...counts, medianStayMs: 4 * DAY_MS });
    expect(of(second)).toMatchObject({
      enteredCount: 1,
      wentOnCount: 1,
      lostCount: 0,
      medianStayMs: 3 * DAY_MS,
    });
    expect(of(third)).toMatchObject({ enteredCount: 1, wentOnCount: 0, medianStayMs: null });
  });
});

/** In the order of the answer: which of the buckets outside of the months comes first does not matter. */
function byBucket({ months }: Forecast) {
  const places = months.map(({ month }) => month);
  return (one: unknown[], other: unknown[]) =>
    places.indexOf(String(one[0])) - places.indexOf(String(other[0]));
}
