import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import {
  AFTER_HOLD,
  balanceOf,
  listBooked,
  SOLD_AT,
  sharesFor,
  TWENTY_PERCENT,
  tellSale,
} from '../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit, emitAll, subscribeWithin } from '../core/events.ts';
import { recordSale, refundSale, saveCoupon } from '../tracking/index.ts';
import { assignPlan, listBalances, savePlan, verifyLedger } from './index.ts';
import { changePlan } from './plans/save-plan.ts';
import { NewPlan } from './plans/schema.ts';

useDatabase();

describe('a sale', () => {
  it('books its commission once, however often it is told', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const sale = await tellSale(id);
    await tellSale(id, sale);
    expect(await listBooked(id)).toMatchObject([{ amountMinor: 2_000, state: 'payable' }]);
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 2_000, paid: 0 });
  });

  it('is told of as a new commission once, however often and beside whatever it is told', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...TWENTY_PERCENT, recurrence: 'once' });
    const told: string[] = [];
    subscribeWithin<{ commissionId: string }>('commission.created', 'test.listen', async (events) => {
      told.push(...events.map(({ payload }) => payload.commissionId));
    });
    const sale = await tellSale(id);
    await tellSale(id, sale);
    await inTransaction(() =>
      emitAll(id, 'sale.recorded', [sale, { ...sale, saleId: 's2', externalId: 's2', customerId: 'cus_2' }]),
    );
    expect(told.toSorted()).toEqual((await listBooked(id)).map((commission) => commission.id).toSorted());
    expect(told).toHaveLength(2);
  });

  it('is held back until its release date', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    expect(await balanceOf(id, new Date('2026-03-31T09:59:59Z'))).toEqual({
      pending: 2_000,
      payable: 0,
      paid: 0,
    });
    expect(await balanceOf(id, new Date('2026-03-31T10:00:00Z'))).toEqual({
      pending: 0,
      payable: 2_000,
      paid: 0,
    });
  });

  it('that fails leaves nothing in the books', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const payload = {
      ...{ saleId: 's', externalId: 's', affiliateId: 'a', offerId: 'o', customerId: 'c' },
      shares: sharesFor('a', 100),
    };
    const failing = inTransaction(async () => {
      await emit(id, 'sale.recorded', { ...payload, amountMinor: 100, currency: 'USD', occurredAt: SOLD_AT });
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await listBooked(id)).toEqual([]);
    expect(await verifyLedger(id)).toEqual({ commissions: 0, awards: 0, entries: 0, differences: [] });
  });

  it('without a plan is kept with its reason and books nothing', async () => {
    const { id } = await makeWorkspace();
    await tellSale(id);
    expect(await listBooked(id)).toMatchObject([{ nothingBecause: 'no_plan', state: 'nothing' }]);
    expect(await balanceOf(id)).toBeUndefined();
  });

  it('that no affiliate brought leaves no trace', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id, { affiliateId: null, offerId: null });
    expect(await listBooked(id)).toEqual([]);
  });

  it('earns only once under a plan for the first sale, also when that is told later', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...TWENTY_PERCENT, recurrence: 'once' });
    await tellSale(id);
    await tellSale(id, { occurredAt: '2026-02-01T10:00:00Z' });
    expect(await listBooked(id)).toMatchObject([
      { amountMinor: 0, nothingBecause: 'only_first_sale' },
      { amountMinor: 2_000 },
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('is booked under the version of the moment at which it happened, whatever the order of arrival', async () => {
    const { id } = await makeWorkspace();
    const plan = await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    const actor = systemActor(id, 'test');
    const { name: _name, ...terms } = NewPlan.parse({ ...TWENTY_PERCENT, rateBasisPoints: 5_000 });
    await changePlan(actor, plan.id, { terms, noticeDays: 30 });
    const startsAt = addDays(actor.now, 30);
    await tellSale(id, { occurredAt: startsAt.toISOString() });
    await tellSale(id, { occurredAt: subDays(startsAt, 1).toISOString() });
    expect(await listBooked(id)).toMatchObject([
      { planVersion: 2, amountMinor: 5_000, soldAt: startsAt },
      { planVersion: 1, amountMinor: 2_000, soldAt: subDays(startsAt, 1) },
      { planVersion: 1, amountMinor: 2_000, soldAt: new Date(SOLD_AT) },
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('follows the plan of its offer, not the default one', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const half = await savePlan(id, { ...TWENTY_PERCENT, name: 'Half', rateBasisPoints: 5_000 });
    const offer = await saveOffer(id, {
      name: 'Offer',
      destinationUrl: 'https://example.com',
      termsText: 'Fair.',
    });
    await tellSale(id, { offerId: offer.id, customerId: 'cus_2' });
    await assignPlan(id, offer.id, half.id);
    await tellSale(id, { offerId: offer.id });
    const amounts = (await listBooked(id)).map((row) => row.amountMinor);
    expect(amounts.toSorted()).toEqual([2_000, 5_000]);
  });
});

describe('a sale told to the tracker', () => {
  it('commits with its commission, also when its refund came before it, and the books agree with the tracker', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const offer = await saveOffer(id, {
      name: 'Offer',
      destinationUrl: 'https://example.com',
      termsText: 'Fair.',
    });
    const { id: affiliateId } = await saveAffiliate(id, {
      name: 'Ann',
      email: 'ann@example.com',
      status: 'active',
    });
    await saveCoupon(id, { affiliateId, offerId: offer.id, code: 'ANN' });
    const refund = { saleExternalId: 'inv-1', refundExternalId: 'ref-1', amountMinor: 2_500 };
    await refundSale(id, refund);
    const sale = {
      externalId: 'inv-1',
      customerExternalId: 'c-1',
      amountMinor: 10_000,
      currency: 'USD',
      couponCode: 'ANN',
      occurredAt: new Date(SOLD_AT),
      eventName: 'Invoice paid',
    };
    await Promise.all([recordSale(id, sale), recordSale(id, sale), recordSale(id, sale)]);
    await refundSale(id, refund);
    const [row] = await listBalances(id, [affiliateId], AFTER_HOLD);
    expect(row).toMatchObject({ payableMinor: 1_500 });
    expect(await verifyLedger(id)).toEqual({ commissions: 1, awards: 0, entries: 2, differences: [] });
  });
});
