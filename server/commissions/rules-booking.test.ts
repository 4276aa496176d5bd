import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { AFTER_HOLD, balanceOf, listBooked, tellRefund, tellSale } from '../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { recordSale, saveCoupon } from '../tracking/index.ts';
import { explainCommission } from './explain-commission.ts';
import { declineCommissions, savePlan, verifyLedger } from './index.ts';
import type { PlanInput } from './plans/schema.ts';

useDatabase();

const percent = (rateBasisPoints: number) => ({ kind: 'percent' as const, rateBasisPoints });
const plan: PlanInput = { name: 'Rules', ...percent(1_000), recurrence: 'lifetime', currency: 'USD' };
const everySale = { when: {}, reward: percent(2_000), recurrence: 'lifetime' as const };
const day = (date: string) => ({ occurredAt: `${date}T10:00:00.000Z` });

async function booked(workspaceId: string) {
  const rows = (await listBooked(workspaceId)).toSorted((one, other) => one.id.localeCompare(other.id));
  expect((await verifyLedger(workspaceId)).differences).toEqual([]);
  return rows;
}

describe('rules of a plan', () => {
  it('see what a sale told the tracker, and the commission says which of them holds', async () => {
    const { id } = await makeWorkspace();
    const rule = { ...everySale, when: { products: ['Pro'], countries: ['TH'], coupons: ['ANN'] } };
    await savePlan(id, { ...plan, rules: [rule] });
    const offer = await saveOffer(id, {
      name: 'O',
      destinationUrl: 'https://example.com',
      termsText: 'Fair.',
    });
    const ann = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
    await saveCoupon(id, { affiliateId: ann.id, offerId: offer.id, code: 'ANN' });
    const sale = { customerExternalId: 'c-1', amountMinor: 10_000, currency: 'USD', couponCode: 'ann' };
    await recordSale(id, {
      ...sale,
      externalId: 'i-1',
      product: 'pro',
      country: 'th',
      customerPlan: 'Yearly',
    });
    await recordSale(id, { ...sale, externalId: 'i-2', product: 'pro', country: 'de' });
    const [first, second] = await booked(id);
    expect([first?.amountMinor, second?.amountMinor]).toEqual([2_000, 1_000]);
    const texts = async (commissionId = '') =>
      (await explainCommission(systemActor(id, 'test'), commissionId)).explanation.map(({ text }) => text);
    expect(await texts(first?.id)).toContain('Rule 1 of the plan fits this sale.');
    expect(await texts(second?.id)).toContain('No rule of the plan fits this sale, so its other terms hold.');
  });

  it('count the affiliate’s sales of the calendar month that came before, whatever arrives when', async () => {
    const { id } = await makeWorkspace();
    const steps = [{ from: 2, reward: percent(5_000) }];
    await savePlan(id, {
      ...plan,
      rules: [{ ...everySale, tiers: { by: 'count', period: 'month', steps } }],
    });
    for (const date of ['2026-02-27', '2026-03-02', '2026-03-04', '2026-03-06', '2026-03-03'])
      await tellSale(id, day(date));
    expect((await booked(id)).map((row) => row.amountMinor)).toEqual([2_000, 2_000, 5_000, 5_000, 2_000]);
  });

  it('pay the first payments at one rate and the later ones at another', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, {
      ...plan,
      rules: [{ ...everySale, later: { afterPayments: 2, reward: percent(500) } }],
    });
    for (const date of ['2026-01-01', '2026-02-01', '2026-03-01']) await tellSale(id, day(date));
    await tellSale(id, { ...day('2026-03-02'), customerId: 'cus_2' });
    expect((await booked(id)).map((row) => row.amountMinor)).toEqual([2_000, 2_000, 500, 2_000]);
  });

  it('know who had bought before the affiliate brought them, also at the next sales', async () => {
    const { id } = await makeWorkspace();
    const existing = { ...everySale, when: { customer: 'existing' as const }, reward: percent(100) };
    await savePlan(id, { ...plan, rules: [existing] });
    await tellSale(id, { ...day('2026-01-01'), saleNumber: 3 });
    await tellSale(id, { ...day('2026-02-01'), saleNumber: 4 });
    await tellSale(id, { ...day('2026-02-02'), customerId: 'cus_2', saleNumber: 1 });
    await tellSale(id, { ...day('2026-02-03'), customerId: 'cus_2', saleNumber: 2 });
    expect((await booked(id)).map((row) => row.amountMinor)).toEqual([100, 100, 1_000, 1_000]);
  });
});

describe('caps', () => {
  it('hold for one customer, and say so, when sales are told at once', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...plan, maxPerCustomerMinor: 2_500 });
    await Promise.all(
      ['2026-01-01', '2026-02-01', '2026-03-01', '2026-03-02'].map((date) => tellSale(id, day(date))),
    );
    const rows = await booked(id);
    expect(rows.map((row) => row.amountMinor).toSorted((one, other) => one - other)).toEqual([
      0, 500, 1_000, 1_000,
    ]);
    expect(rows.find((row) => row.amountMinor === 0)).toMatchObject({ nothingBecause: 'customer_cap' });
    const smaller = rows.find((row) => row.amountMinor === 500);
    const { explanation } = await explainCommission(systemActor(id, 'test'), smaller?.id ?? '');
    expect(explanation.map(({ text }) => text)).toContain(
      'The plan pays no more than $25.00 from one customer, so the commission is smaller.',
    );
    expect(await balanceOf(id, AFTER_HOLD)).toMatchObject({ payable: 2_500 });
  });

  it('count a commission that was declined or refunded: what was told to others stays as it was told', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...plan, monthlyBudgetMinor: 1_500 });
    const first = await tellSale(id, day('2026-02-01'));
    await tellSale(id, { ...day('2026-02-02'), customerId: 'cus_2' });
    const [commission] = await booked(id);
    await declineCommissions(systemActor(id, 'test'), [commission?.id ?? ''], 'Fraud');
    await tellRefund(id, first.saleId, 10_000);
    await tellSale(id, { ...day('2026-02-03'), customerId: 'cus_3' });
    expect(
      (await booked(id)).map(({ amountMinor, keptMinor, nothingBecause }) => [
        ...[amountMinor, keptMinor, nothingBecause],
      ]),
    ).toEqual([
      [1_000, 0, null],
      [500, 500, null],
      [0, 0, 'budget_used'],
    ]);
  });

  it('of the month hold for the plan as a whole, and end with the month', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...plan, monthlyBudgetMinor: 1_500 });
    for (const [affiliateId, date] of [
      ['aff_1', '2026-02-01'],
      ['aff_2', '2026-02-28'],
      ['aff_3', '2026-02-28'],
      ['aff_1', '2026-03-01'],
    ] as const)
      await tellSale(id, { ...day(date), affiliateId, customerId: affiliateId });
    expect(
      (await booked(id)).map(({ amountMinor, nothingBecause }) => [amountMinor, nothingBecause]),
    ).toEqual([
      [1_000, null],
      [500, null],
      [0, 'budget_used'],
      [1_000, null],
    ]);
  });
});
