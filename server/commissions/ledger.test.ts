import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { recordSale, refundSale, saveCoupon } from '../tracking/index.ts';
import { decideOnCommission, withdrawDecision } from './decide-on-commission.ts';
import { assignPlan, listBalances, listPayableEntries, postPayout, savePlan, verifyLedger } from './index.ts';
import { changePlan } from './plans/save-plan.ts';
import { pageOfCommissions } from './store/commissions.ts';

useDatabase();

const SOLD_AT = new Date('2026-03-01T10:00:00Z');
const AFTER_HOLD = new Date('2026-04-15T10:00:00Z');
const twentyPercent = {
  name: 'Standard',
  kind: 'percent',
  rateBasisPoints: 2_000,
  recurrence: 'lifetime',
} as const;

function sell(workspaceId: string, sale: Record<string, unknown> = {}) {
  const saleId = newId('sale');
  const payload = {
    saleId,
    externalId: saleId,
    affiliateId: 'aff_1',
    offerId: 'off_1',
    customerId: 'cus_1',
    amountMinor: 10_000,
    currency: 'USD',
    occurredAt: SOLD_AT,
    saleNumber: 1,
    ...sale,
  };
  return inTransaction(() => emit(workspaceId, 'sale.recorded', payload)).then(() => payload);
}

function giveBack(workspaceId: string, saleId: string, amountMinor: number, refundId = newId('ref')) {
  const payload = { refundId, saleId, amountMinor, occurredAt: AFTER_HOLD };
  return inTransaction(() => emit(workspaceId, 'sale.refunded', payload));
}

async function listCommissions(workspaceId: string) {
  const query = { limit: 100, includeNothing: true };
  return (await pageOfCommissions(workspaceId, query, AFTER_HOLD)).data;
}

async function pay(workspaceId: string, at = AFTER_HOLD) {
  const entries = await listPayableEntries(workspaceId, {}, at);
  const line = {
    payoutLineId: newId('pol'),
    affiliateId: 'aff_1',
    currency: 'USD',
    amountMinor: entries.reduce((sum, entry) => sum + entry.amountMinor, 0),
    entryIds: entries.map((entry) => entry.entryId),
  };
  await postPayout(workspaceId, [line], at);
  return line;
}

async function balance(workspaceId: string, at = AFTER_HOLD) {
  const [row] = await listBalances(workspaceId, ['aff_1'], at);
  return row && { pending: row.pendingMinor, payable: row.payableMinor, paid: row.paidMinor };
}

describe('a sale', () => {
  it('books its commission once, however often it is told', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const sale = await sell(id);
    await sell(id, sale);
    expect(await listCommissions(id)).toMatchObject([{ amountMinor: 2_000, state: 'payable' }]);
    expect(await balance(id)).toEqual({ pending: 0, payable: 2_000, paid: 0 });
  });

  it('is held back until its release date', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    await sell(id);
    expect(await balance(id, new Date('2026-03-31T09:59:59Z'))).toEqual({
      pending: 2_000,
      payable: 0,
      paid: 0,
    });
    expect(await balance(id, new Date('2026-03-31T10:00:00Z'))).toEqual({
      pending: 0,
      payable: 2_000,
      paid: 0,
    });
  });

  it('that fails leaves nothing in the books', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const payload = { saleId: 's', externalId: 's', affiliateId: 'a', offerId: 'o', customerId: 'c' };
    const failing = inTransaction(async () => {
      await emit(id, 'sale.recorded', { ...payload, amountMinor: 100, currency: 'USD', occurredAt: SOLD_AT });
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await listCommissions(id)).toEqual([]);
    expect(await verifyLedger(id)).toEqual({ commissions: 0, entries: 0, differences: [] });
  });

  it('without a plan is kept with its reason and books nothing', async () => {
    const { id } = await makeWorkspace();
    await sell(id);
    expect(await listCommissions(id)).toMatchObject([{ nothingBecause: 'no_plan', state: 'nothing' }]);
    expect(await balance(id)).toBeUndefined();
  });

  it('that no affiliate brought leaves no trace', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    await sell(id, { affiliateId: null, offerId: null });
    expect(await listCommissions(id)).toEqual([]);
  });

  it('earns only once under a plan for the first sale, also when an earlier one is told later', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...twentyPercent, recurrence: 'once' });
    await sell(id);
    await sell(id, { occurredAt: new Date('2026-02-01T10:00:00Z') });
    expect(await listCommissions(id)).toMatchObject([
      { amountMinor: 2_000 },
      { amountMinor: 0, nothingBecause: 'only_first_sale' },
    ]);
  });

  it('keeps the terms under which it was booked when the plan changes', async () => {
    const { id } = await makeWorkspace();
    const plan = await savePlan(id, twentyPercent);
    await sell(id);
    const { name: _name, ...terms } = { ...twentyPercent, rateBasisPoints: 5_000, holdDays: 0 };
    await changePlan(systemActor(id, 'test'), plan.id, {
      terms: {
        ...terms,
        flatAmountMinor: null,
        currency: null,
        recurrenceMonths: null,
        minAmountMinor: null,
        maxAmountMinor: null,
        needsApproval: false,
      },
    });
    await sell(id, { occurredAt: new Date('2026-02-01T10:00:00Z') });
    expect(await listCommissions(id)).toMatchObject([
      { planVersion: 1, amountMinor: 2_000 },
      { planVersion: 2, amountMinor: 5_000 },
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('follows the plan of its offer, not the default one', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const half = await savePlan(id, { ...twentyPercent, name: 'Half', rateBasisPoints: 5_000 });
    const offer = await saveOffer(id, {
      name: 'Offer',
      destinationUrl: 'https://example.com',
      termsText: 'Fair.',
    });
    await sell(id, { offerId: offer.id, customerId: 'cus_2' });
    await assignPlan(id, offer.id, half.id);
    await sell(id, { offerId: offer.id });
    const amounts = (await listCommissions(id)).map((row) => row.amountMinor);
    expect(amounts.toSorted()).toEqual([2_000, 5_000]);
  });
});

describe('a refund', () => {
  it('takes back the same share of the commission, once, and names the lines that it reverses', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const { saleId } = await sell(id);
    await giveBack(id, saleId, 2_500, 'ref_1');
    await giveBack(id, saleId, 2_500, 'ref_1');
    expect(await balance(id)).toEqual({ pending: 0, payable: 1_500, paid: 0 });
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
    await savePlan(id, { ...twentyPercent, rateBasisPoints: 3_333 });
    const { saleId } = await sell(id, { amountMinor: 9_999 });
    await Promise.all([3_333, 3_334, 3_332].map((amount) => giveBack(id, saleId, amount)));
    expect(await balance(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await listCommissions(id)).toMatchObject([{ state: 'refunded', keptMinor: 0 }]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('after the payout leaves a negative balance, which the next commission pays off', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const { saleId } = await sell(id);
    await pay(id);
    await giveBack(id, saleId, 10_000);
    expect(await balance(id)).toEqual({ pending: 0, payable: -2_000, paid: 2_000 });
    await sell(id, { amountMinor: 15_000 });
    expect(await balance(id)).toEqual({ pending: 0, payable: 1_000, paid: 2_000 });
    expect(await pay(id)).toMatchObject({ amountMinor: 1_000 });
    expect(await balance(id)).toEqual({ pending: 0, payable: 0, paid: 3_000 });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });
});

describe('credit that moves to another affiliate', () => {
  const move = (workspaceId: string, sale: Awaited<ReturnType<typeof sell>>, affiliateId: string | null) =>
    inTransaction(() =>
      emit(workspaceId, 'sale.attributed', { ...sale, affiliateId, offerId: affiliateId && 'off_1' }),
    );
  const payable = async (workspaceId: string) =>
    (await listBalances(workspaceId, null, AFTER_HOLD)).map((row) => [row.affiliateId, row.payableMinor]);

  it('takes the commission from the one and gives it to the other, less what was refunded', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const sale = await sell(id);
    await giveBack(id, sale.saleId, 2_500, 'ref_1');
    await move(id, sale, 'aff_2');
    await giveBack(id, sale.saleId, 2_500, 'ref_1');
    expect(await payable(id)).toEqual([
      ['aff_1', 0],
      ['aff_2', 1_500],
    ]);
    await giveBack(id, sale.saleId, 7_500);
    expect(await payable(id)).toEqual([
      ['aff_1', 0],
      ['aff_2', 0],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('and back again leaves one commission, with whoever has the credit last', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const sale = await sell(id);
    for (const holder of ['aff_2', 'aff_2', null, 'aff_1']) await move(id, sale, holder);
    expect(await payable(id)).toEqual([
      ['aff_1', 2_000],
      ['aff_2', 0],
    ]);
    const states = (await listCommissions(id)).map((row) => [row.affiliateId, row.state]);
    expect(states.toSorted()).toEqual([
      ['aff_1', 'payable'],
      ['aff_2', 'moved'],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('after the payout is owed by the one who was paid', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const sale = await sell(id);
    await pay(id);
    await move(id, sale, null);
    expect(await balance(id)).toEqual({ pending: 0, payable: -2_000, paid: 2_000 });
  });

  it('from nobody books it anew', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    const sale = await sell(id, { affiliateId: null, offerId: null });
    await move(id, sale, 'aff_2');
    await giveBack(id, sale.saleId, 5_000, 'ref_1');
    expect(await payable(id)).toEqual([['aff_2', 1_000]]);
  });
});

describe('a sale told to the tracker', () => {
  it('commits with its commission, also when its refund came before it, and the books agree with the tracker', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
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
      occurredAt: SOLD_AT,
      eventName: 'Invoice paid',
    };
    await Promise.all([recordSale(id, sale), recordSale(id, sale), recordSale(id, sale)]);
    await refundSale(id, refund);
    const [row] = await listBalances(id, [affiliateId], AFTER_HOLD);
    expect(row).toMatchObject({ payableMinor: 1_500 });
    expect(await verifyLedger(id)).toEqual({ commissions: 1, entries: 2, differences: [] });
  });
});

describe('a decision', () => {
  it('takes a declined commission back, and gives it again less what was refunded meanwhile', async () => {
    const { id } = await makeWorkspace();
    const actor = systemActor(id, 'test');
    await savePlan(id, twentyPercent);
    const { saleId } = await sell(id);
    const [commission] = await listCommissions(id);
    const commissionId = commission?.id ?? '';
    const declined = await decideOnCommission(actor, commissionId, {
      decision: 'declined',
      reason: 'Own purchase',
    });
    expect(declined).toMatchObject({ state: 'declined', keptMinor: 0, approval: { reason: 'Own purchase' } });
    await giveBack(id, saleId, 5_000);
    expect(await balance(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await withdrawDecision(actor, commissionId)).toMatchObject({ keptMinor: 1_000, approval: null });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('is waited for where the plan asks for a person', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...twentyPercent, needsApproval: true });
    await sell(id);
    const [commission] = await listCommissions(id);
    expect(commission?.state).toBe('awaiting_approval');
    expect(await balance(id)).toEqual({ pending: 2_000, payable: 0, paid: 0 });
    await decideOnCommission(systemActor(id, 'test'), commission?.id ?? '', { decision: 'approved' });
    expect(await balance(id)).toEqual({ pending: 0, payable: 2_000, paid: 0 });
  });

  it('is refused on a commission that was paid', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    await sell(id);
    await pay(id);
    const [commission] = await listCommissions(id);
    const late = decideOnCommission(systemActor(id, 'test'), commission?.id ?? '', { decision: 'declined' });
    await expect(late).rejects.toMatchObject({ code: 'commission_paid' });
  });
});

describe('the ledger', () => {
  it('refuses to be changed, emptied or deleted from', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    await sell(id);
    for (const statement of [
      'update commissions.ledger_lines set amount_minor = amount_minor * 2',
      'delete from commissions.ledger_lines',
      'update commissions.ledger_entries set currency = upper(currency)',
      'delete from commissions.ledger_entries',
      'truncate commissions.ledger_entries cascade',
      'update commissions.commissions set amount_minor = 1',
      'delete from commissions.commissions',
      'update commissions.plan_versions set rate_basis_points = 1',
      'delete from commissions.refunds',
    ]) {
      await expect(pool().query(statement), statement).rejects.toThrow('append-only');
    }
  });

  it('refuses lines that do not sum to zero, entries without lines, and a foreign currency', async () => {
    const { id } = await makeWorkspace();
    const entry = (name: string) =>
      `insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
       values ('${id}', '${name}', '${name}', 'commission', 'USD', now())`;
    const line = (name: string, ...lines: [number, number, string?][]) =>
      `insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, amount_minor,
         currency, at) values ${lines.map(([n, amount, currency = 'USD']) => `('${id}', '${name}', ${n}, 'affiliate', 'aff_1', ${amount}, '${currency}', now())`).join(', ')}`;
    await expect(pool().query(entry('empty'))).rejects.toThrow('does not sum to zero');
    await expect(pool().query(`${entry('e1')}; ${line('e1', [1, 100], [2, -99])}`)).rejects.toThrow(
      'sum to zero',
    );
    await expect(pool().query(`${entry('e2')}; ${line('e2', [1, 100, 'EUR'], [2, -100])}`)).rejects.toThrow(
      'sum to zero',
    );
    await pool().query(`${entry('e3')}; ${line('e3', [1, 100], [2, -100])}`);
    await expect(pool().query(line('e3', [3, 50]))).rejects.toThrow('sum to zero');
    await expect(pool().query(entry('e3').replace("'e3', 'e3'", "'e4', 'e3'"))).rejects.toThrow(
      'duplicate key',
    );
  });

  it('pays an entry once: a second payment and one of another amount are refused', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, twentyPercent);
    await sell(id);
    const line = await pay(id);
    await expect(postPayout(id, [{ ...line, payoutLineId: 'pol_2' }], AFTER_HOLD)).rejects.toMatchObject({
      code: 'not_payable',
    });
    await sell(id);
    const [open] = await listPayableEntries(id, {}, AFTER_HOLD);
    const wrong = { ...line, payoutLineId: 'pol_3', entryIds: [open?.entryId ?? ''], amountMinor: 2_001 };
    await expect(postPayout(id, [wrong], AFTER_HOLD)).rejects.toMatchObject({ code: 'not_payable' });
    expect(await balance(id)).toEqual({ pending: 0, payable: 2_000, paid: 2_000 });
  });
});
