import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import {
  AFTER_HOLD,
  listBooked,
  payAll,
  sharesFor,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../test/support/money.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { type DomainEvent, emit, subscribeWithin } from '../core/events.ts';
import { decideOnCommission } from './decide-on-commission.ts';
import { explainCommission } from './explain-commission.ts';
import { listBalances, savePlan, sumCommissionsByCustomer, sumSales, verifyLedger } from './index.ts';
import type { PlanInput } from './plans/schema.ts';

useDatabase();

const shared = (amountMinor: number, helperId = 'aff_2') => ({
  ...{ amountMinor, shares: sharesFor('aff_1', amountMinor, helperId) },
});
const openBooks = async (plan: PlanInput = TWENTY_PERCENT) => {
  const { id } = await makeWorkspace();
  await savePlan(id, plan);
  return id;
};
const payable = async (workspaceId: string) =>
  Object.fromEntries(
    (await listBalances(workspaceId, null, AFTER_HOLD)).map((row) => [row.affiliateId, row.payableMinor]),
  );
const move = (
  workspaceId: string,
  sale: Awaited<ReturnType<typeof tellSale>>,
  affiliateId: string | null,
  helperId: string | null,
) =>
  inTransaction(() =>
    emit(workspaceId, 'sale.attributed', {
      ...{ ...sale, affiliateId, offerId: affiliateId && 'off_1' },
      shares: sharesFor(affiliateId, sale.amountMinor, helperId),
    }),
  );
const differences = async (workspaceId: string) => (await verifyLedger(workspaceId)).differences;

describe('a sale that affiliates share', () => {
  it('earns each a commission on their share, and counts once, with the winner', async () => {
    const id = await openBooks();
    await tellSale(id, shared(10_001));
    const booked = await listBooked(id);
    expect(
      booked
        .map((row) => [row.affiliateId, row.saleAmountMinor, row.creditedMinor, row.amountMinor])
        .toSorted(),
    ).toEqual([
      ['aff_1', 10_001, 7_001, 1_400],
      ['aff_2', 10_001, 3_000, 600],
    ]);
    expect(await sumSales(id, null)).toEqual([
      {
        affiliateId: 'aff_1',
        currency: 'USD',
        saleCount: 1,
        soldMinor: 10_001,
        refundedMinor: 0,
        discountMinor: 0,
      },
    ]);
    const paid = await sumCommissionsByCustomer(id);
    expect(paid).toEqual([{ affiliateId: 'aff_1', customerId: 'cus_1', currency: 'USD', keptMinor: 2_000 }]);
    expect(await differences(id)).toEqual([]);
  });

  it('gives each their part of a flat reward, and of the least and the most that a plan pays', async () => {
    const flat = await openBooks({
      ...{ name: 'Flat', kind: 'flat', flatAmountMinor: 1_000, currency: 'USD', recurrence: 'lifetime' },
    });
    await tellSale(flat, shared(10_000));
    expect(await payable(flat)).toEqual({ aff_1: 700, aff_2: 300 });
    const bounded = await openBooks({ ...TWENTY_PERCENT, currency: 'USD', maxAmountMinor: 1_500 });
    await tellSale(bounded, shared(10_000));
    expect(await payable(bounded)).toEqual({ aff_1: 1_050, aff_2: 450 });
  });

  it('uses up a plan’s budget of the month in turn, the winner first, in whatever order it is told', async () => {
    const plan: PlanInput = { ...TWENTY_PERCENT, currency: 'USD', monthlyBudgetMinor: 1_500 };
    for (const isWinnerLow of [true, false]) {
      const id = await openBooks(plan);
      const [winner, helper] = isWinnerLow ? ['aff_1', 'aff_2'] : ['aff_2', 'aff_1'];
      await tellSale(id, { affiliateId: winner, shares: sharesFor(winner, 10_000, helper) });
      expect(await payable(id)).toEqual({ [winner]: 1_400, [helper]: 100 });
      expect(await differences(id)).toEqual([]);
    }
  });

  it('gives back the refunded share of every one, also after a payout, and to the last cent', async () => {
    const id = await openBooks({ ...TWENTY_PERCENT, rateBasisPoints: 3_333 });
    const { saleId } = await tellSale(id, shared(9_999));
    await payAll(id);
    for (const part of [3_333, 3_334]) await tellRefund(id, saleId, part);
    expect(await differences(id)).toEqual([]);
    await tellRefund(id, saleId, 3_332);
    const kept = (await listBooked(id)).map(({ keptMinor, state }) => [keptMinor, state]);
    expect(kept).toEqual([
      [0, 'refunded'],
      [0, 'refunded'],
    ]);
    expect(await differences(id)).toEqual([]);
  });

  it('declined for one of them stays with the other', async () => {
    const id = await openBooks();
    await tellSale(id, shared(10_000));
    const helped = (await listBooked(id)).find(({ affiliateId }) => affiliateId === 'aff_2');
    await decideOnCommission(systemActor(id, 'test'), helped?.id ?? '', {
      decision: 'declined',
      reason: 'x',
    });
    expect(await payable(id)).toEqual({ aff_1: 1_400, aff_2: 0 });
  });

  it('says in words what part of it a commission is of', async () => {
    const id = await openBooks();
    await tellSale(id, shared(10_000));
    const helped = (await listBooked(id)).find(({ affiliateId }) => affiliateId === 'aff_2');
    const { explanation } = await explainCommission(systemActor(id, 'test'), helped?.id ?? '');
    expect(explanation.map(({ code, text }) => [code, text])).toContainEqual([
      'commissions:explain.helped',
      'Several affiliates share it. This one helped, and their share is $30.00.',
    ]);
  });
});

describe('shares that change', () => {
  it('because somebody else helped too: each keeps what the new share earns, and history stays', async () => {
    const id = await openBooks();
    const sale = await tellSale(id);
    await tellRefund(id, sale.saleId, 5_000);
    await move(id, sale, 'aff_1', 'aff_2');
    expect(await payable(id)).toEqual({ aff_1: 700, aff_2: 300 });
    const { rows } = await pool().query(
      `select amount_minor, was ->> 'creditedMinor' as was, credited_minor from commissions.redecisions
       where workspace_id = $1 order by id`,
      [id],
    );
    expect(rows).toEqual([
      { amount_minor: 2_000, was: '10000', credited_minor: 7_000 },
      { amount_minor: 1_400, was: '7000', credited_minor: null },
    ]);
    expect(await differences(id)).toEqual([]);
  });

  it('because winner and helper change places, or one is left out, or nobody has it, and back', async () => {
    const id = await openBooks();
    const sale = await tellSale(id, shared(10_000));
    await move(id, sale, 'aff_2', 'aff_1');
    expect(await payable(id)).toEqual({ aff_1: 600, aff_2: 1_400 });
    expect((await sumSales(id, null)).map(({ affiliateId }) => affiliateId)).toEqual(['aff_2']);
    await move(id, sale, 'aff_2', null);
    expect(await payable(id)).toEqual({ aff_1: 0, aff_2: 2_000 });
    await move(id, sale, null, null);
    expect(await payable(id)).toEqual({ aff_1: 0, aff_2: 0 });
    await move(id, sale, 'aff_1', 'aff_2');
    expect(await payable(id)).toEqual({ aff_1: 1_400, aff_2: 600 });
    expect(await differences(id)).toEqual([]);
  });

  it('tells of a commission once, when it is booked', async () => {
    const told: DomainEvent[] = [];
    subscribeWithin('commission.created', 'test.created', async (events) => {
      told.push(...events);
    });
    const id = await openBooks();
    const sale = await tellSale(id, shared(10_000));
    await move(id, sale, 'aff_2', 'aff_1');
    expect(told.filter(({ workspaceId }) => workspaceId === id)).toHaveLength(2);
  });
});
