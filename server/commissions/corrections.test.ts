import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import {
  AFTER_HOLD,
  balanceOf,
  listBooked,
  payAll,
  sharesFor,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../test/support/money.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { decideOnCommission, withdrawDecision } from './decide-on-commission.ts';
import { listBalances, savePlan, verifyLedger } from './index.ts';

useDatabase();

describe('a refund', () => {
  it('takes back the same share of the commission, once, and names the lines that it reverses', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const { saleId } = await tellSale(id);
    await tellRefund(id, saleId, 2_500, 'ref_1');
    await tellRefund(id, saleId, 2_500, 'ref_1');
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 1_500, paid: 0 });
    const { rows } = await pool().query(
      `select own.amount_minor as given, taken.amount_minor as taken from commissions.ledger_lines taken
       join commissions.ledger_lines own on own.workspace_id = taken.workspace_id
         and own.entry_id = taken.reverses_entry_id and own.line = taken.line and own.account = taken.account
       where taken.workspace_id = $1 order by taken.line`,
      [id],
    );
    expect(rows).toEqual([
      { given: 2_000, taken: -500 },
      { given: -2_000, taken: 500 },
    ]);
  });

  it('in three odd parts at once takes back the whole, to the last cent', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...TWENTY_PERCENT, rateBasisPoints: 3_333 });
    const { saleId } = await tellSale(id, { amountMinor: 9_999 });
    await Promise.all([3_333, 3_334, 3_332].map((amount) => tellRefund(id, saleId, amount)));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await listBooked(id)).toMatchObject([{ state: 'refunded', keptMinor: 0 }]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('after the payout leaves a negative balance, which the next commission pays off', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const { saleId } = await tellSale(id);
    await payAll(id);
    await tellRefund(id, saleId, 10_000);
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: -2_000, paid: 2_000 });
    await tellSale(id, { amountMinor: 15_000 });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 1_000, paid: 2_000 });
    expect(await payAll(id)).toMatchObject({ amountMinor: 1_000 });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 3_000 });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });
});

describe('credit that moves to another affiliate', () => {
  const move = (
    workspaceId: string,
    sale: Awaited<ReturnType<typeof tellSale>>,
    affiliateId: string | null,
  ) =>
    inTransaction(() =>
      emit(workspaceId, 'sale.attributed', {
        ...{ ...sale, affiliateId, offerId: affiliateId && 'off_1' },
        shares: sharesFor(affiliateId, sale.amountMinor),
      }),
    );
  const payable = async (workspaceId: string) =>
    (await listBalances(workspaceId, null, AFTER_HOLD)).map((row) => [row.affiliateId, row.payableMinor]);

  it('takes the commission from the one and gives it to the other, less what was refunded', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const sale = await tellSale(id);
    await tellRefund(id, sale.saleId, 2_500, 'ref_1');
    await move(id, sale, 'aff_2');
    await tellRefund(id, sale.saleId, 2_500, 'ref_1');
    expect(await payable(id)).toEqual([
      ['aff_1', 0],
      ['aff_2', 1_500],
    ]);
    await tellRefund(id, sale.saleId, 7_500);
    expect(await payable(id)).toEqual([
      ['aff_1', 0],
      ['aff_2', 0],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('and back again leaves one commission, with whoever has the credit last', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const sale = await tellSale(id);
    for (const holder of ['aff_2', 'aff_2', null, 'aff_1']) await move(id, sale, holder);
    expect(await payable(id)).toEqual([
      ['aff_1', 2_000],
      ['aff_2', 0],
    ]);
    const states = (await listBooked(id)).map((row) => [row.affiliateId, row.state]);
    expect(states.toSorted()).toEqual([
      ['aff_1', 'payable'],
      ['aff_2', 'moved'],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('after the payout is owed by the one who was paid', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const sale = await tellSale(id);
    await payAll(id);
    await move(id, sale, null);
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: -2_000, paid: 2_000 });
  });

  it('from nobody books it anew', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    const sale = await tellSale(id, { affiliateId: null, offerId: null });
    await move(id, sale, 'aff_2');
    await tellRefund(id, sale.saleId, 5_000, 'ref_1');
    expect(await payable(id)).toEqual([['aff_2', 1_000]]);
  });
});

describe('a decision', () => {
  it('takes a declined commission back, and gives it again less what was refunded meanwhile', async () => {
    const { id } = await makeWorkspace();
    const actor = systemActor(id, 'test');
    await savePlan(id, TWENTY_PERCENT);
    const { saleId } = await tellSale(id);
    const [commission] = await listBooked(id);
    const commissionId = commission?.id ?? '';
    const declined = await decideOnCommission(actor, commissionId, {
      decision: 'declined',
      reason: 'Own purchase',
    });
    expect(declined).toMatchObject({ state: 'declined', keptMinor: 0, approval: { reason: 'Own purchase' } });
    await tellRefund(id, saleId, 5_000);
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await withdrawDecision(actor, commissionId)).toMatchObject({ keptMinor: 1_000, approval: null });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('is waited for where the plan asks for a person', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...TWENTY_PERCENT, needsApproval: true });
    await tellSale(id);
    const [commission] = await listBooked(id);
    expect(commission?.state).toBe('awaiting_approval');
    expect(await balanceOf(id)).toEqual({ pending: 2_000, payable: 0, paid: 0 });
    await decideOnCommission(systemActor(id, 'test'), commission?.id ?? '', { decision: 'approved' });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 2_000, paid: 0 });
  });

  it('is refused on a commission that was paid', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    await payAll(id);
    const [commission] = await listBooked(id);
    const late = decideOnCommission(systemActor(id, 'test'), commission?.id ?? '', { decision: 'declined' });
    await expect(late).rejects.toMatchObject({ code: 'commission_paid' });
  });
});
