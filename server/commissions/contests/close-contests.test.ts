import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, sharesFor, TWENTY_PERCENT, tellRefund, tellSale } from '../../../test/support/money.ts';
import { saveAffiliate } from '../../affiliates/index.ts';
import { pool } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { savePlan, verifyLedger } from '../index.ts';
import { insertContest } from '../store/contests.ts';
import { closeContests } from './close-contests.ts';
import { ContestInput } from './schema.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const DUE = new Date('2026-05-01T00:00:00Z');
const MARCH = { name: 'March', fromDay: '2026-03-01', toDay: '2026-03-31', currency: 'USD' };

async function open(changed: Record<string, unknown> = {}) {
  const { id: ws } = await makeWorkspace();
  await savePlan(ws, TWENTY_PERCENT);
  const input = ContestInput.parse({ ...MARCH, measure: 'sales', prizesMinor: [5_000, 2_000], ...changed });
  const unended = { closedAt: null, cancelledAt: null, cancelReason: null };
  await insertContest(ws, { ...input, ...unended, id: newId('cst'), createdAt: new Date(0) });
  const join = async (name: string, status: 'active' | 'suspended' = 'active') =>
    (await saveAffiliate(ws, { name, email: `${name}@x.example`, status })).id;
  const sell = (affiliateId: string, day: string, told: Record<string, unknown> = {}) => {
    const shares = sharesFor(affiliateId, 10_000);
    return tellSale(ws, { affiliateId, shares, occurredAt: `2026-${day}T10:00:00.000Z`, ...told });
  };
  const close = (at = DUE, timeZone = 'UTC') => closeContests(ws, timeZone, at);
  const prizes = async () => {
    expect((await verifyLedger(ws)).differences).toEqual([]);
    const booked = (await listBooked(ws)).filter(({ kind }) => kind === 'prize');
    const byPrize = booked.toSorted((one, other) => other.keptMinor - one.keptMinor);
    return byPrize.map((one) => [one.affiliateId, one.keptMinor]);
  };
  return { ws, join, sell, close, prizes };
}

describe('a contest', () => {
  it('grants its prizes once when its waiting time is over, also when it is closed three times at once', async () => {
    const { join, sell, close, prizes } = await open();
    const [ann, bob] = [await join('ann'), await join('bob')];
    for (const [who, day] of [
      [ann, '03-02'],
      [bob, '03-03'],
      [bob, '03-31'],
      [ann, '04-01'],
    ] as const)
      await sell(who, day);
    await close(new Date('2026-04-30T23:59:00Z'));
    expect(await prizes()).toEqual([]);
    await Promise.all([close(), close(), close()]);
    await close();
    expect(await prizes()).toEqual([
      [bob, 5_000],
      [ann, 2_000],
    ]);
  });

  it('counts no sale that was refunded whole while it waited, and keeps its result after that', async () => {
    const { ws, join, sell, close, prizes } = await open({ prizesMinor: [5_000] });
    const [ann, bob] = [await join('ann'), await join('bob')];
    const { saleId } = await sell(ann, '03-01');
    const { saleId: last } = await sell(bob, '03-02');
    await tellRefund(ws, saleId, 10_000);
    await close();
    await tellRefund(ws, last, 10_000);
    await close();
    expect(await prizes()).toEqual([[bob, 5_000]]);
    const change = pool().query('update commissions.contest_results set figure = 9 where workspace_id = $1', [
      ws,
    ]);
    await expect(change).rejects.toThrow();
  });

  it('gives the place to whoever reached an equal figure first, and none to the suspended', async () => {
    const { join, sell, close, prizes } = await open();
    const [ann, bob, cid] = [await join('ann'), await join('bob'), await join('cid', 'suspended')];
    for (const who of [cid, bob, ann]) await sell(who, who === ann ? '03-04' : '03-03');
    await close();
    expect(await prizes()).toEqual([
      [bob, 5_000],
      [ann, 2_000],
    ]);
  });

  it('measures what is kept of the revenue in its currency, or customers by their first kept sale', async () => {
    const revenue = await open({ measure: 'revenue', leastFigure: 9_000 });
    const [ann, bob] = [await revenue.join('ann'), await revenue.join('bob')];
    await revenue.sell(ann, '03-01', { currency: 'EUR' });
    const { saleId } = await revenue.sell(bob, '03-01');
    await tellRefund(revenue.ws, saleId, 1_000);
    await revenue.close();
    expect(await revenue.prizes()).toEqual([[bob, 5_000]]);
    const customers = await open({ measure: 'customers' });
    const [cid, dan] = [await customers.join('cid'), await customers.join('dan')];
    await customers.sell(cid, '02-01');
    await customers.sell(cid, '03-01');
    await customers.sell(dan, '03-02', { customerId: 'cus_2' });
    await customers.close();
    expect(await customers.prizes()).toEqual([[dan, 5_000]]);
  });

  it('ends with its last day where the workspace is', async () => {
    const { join, sell, close, prizes } = await open();
    const [ann, bob] = [await join('ann'), await join('bob')];
    await sell(ann, '03-31', { occurredAt: '2026-03-31T16:59:00.000Z' });
    await sell(bob, '03-31', { occurredAt: '2026-03-31T17:00:00.000Z' });
    await close(DUE, 'Asia/Bangkok');
    expect(await prizes()).toEqual([[ann, 5_000]]);
  });

  it(
    'ends the same whatever the order in which sales and refunds are told',
    async () => {
      const sale = fc.record({
        seller: fc.nat(2),
        day: fc.integer({ min: 1, max: 3 }),
        refundMinor: fc.constantFrom(0, 4_000, 10_000),
      });
      const measure = fc.constantFrom('sales', 'revenue', 'customers');
      const order = fc.array(fc.nat(), { minLength: 5, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(sale, { minLength: 2, maxLength: 5 }),
          order,
          measure,
          async (sales, lots, by) => {
            const play = async (places: number[]) => {
              const { ws, join, sell, close, prizes } = await open({ measure: by });
              const sellers = [await join('ann'), await join('bob'), await join('cid')];
              const told = sales.map(({ seller, day, refundMinor }, place) => async () => {
                const saleId = `s${place}`;
                const ids = { saleId, externalId: saleId, customerId: `cus_${place % 2}` };
                await sell(sellers[seller] ?? '', `03-0${day}`, ids);
                if (refundMinor > 0) await tellRefund(ws, saleId, refundMinor, `r${place}`);
              });
              for (const place of places) await told[place]?.();
              await close();
              return (await prizes()).map(([who, minor]) => [sellers.indexOf(String(who)), minor]);
            };
            const places = sales.map((_, place) => place);
            const mixed = places.toSorted((one, other) => (lots[one] ?? 0) - (lots[other] ?? 0));
            expect(await play(mixed)).toEqual(await play(places));
          },
        ),
        { numRuns: 8 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
