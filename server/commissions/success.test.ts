import { addDays } from 'date-fns/addDays';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { SOLD_AT } from '../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { saveAccounts } from '../customers/index.ts';
import { recordSubscriptions } from '../signals/index.ts';
import { recordSale, refundSale, saveCoupon } from '../tracking/index.ts';
import { decideOnCommission, withdrawDecision } from './decide-on-commission.ts';
import { evaluateCommissions } from './evaluate-commissions.ts';
import { explainCommission } from './explain-commission.ts';
import { listBalances, listPayableEntries, savePlan, settleEntries, verifyLedger } from './index.ts';
import { listCommissions } from './list-commissions.ts';
import { listConditions } from './list-conditions.ts';
import type { SuccessTerms } from './plans/success-schema.ts';

useDatabase();

const BEFORE = addDays(SOLD_AT, 89);
const DUE = addDays(SOLD_AT, 91);
const stays: SuccessTerms = {
  shareBasisPoints: 5_000,
  afterDays: 90,
  isActive: true,
  minBand: null,
  isRefundFree: false,
};

/** A sale of 100.00 that earns 20.00, of which a part waits for the customer's success. */
async function sell(success: SuccessTerms, { subscribedUntil }: { subscribedUntil?: string | null } = {}) {
  const { id } = await makeWorkspace();
  await savePlan(id, {
    name: 'Success',
    kind: 'percent',
    rateBasisPoints: 2_000,
    recurrence: 'lifetime',
    success,
  });
  const offer = await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  const { id: ann } = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
  await saveCoupon(id, { affiliateId: ann, offerId: offer.id, code: 'ANN' });
  if (subscribedUntil !== undefined) {
    await saveAccounts(id, [{ externalId: 'acme', name: 'Acme' }]);
    const endedOn = subscribedUntil ?? undefined;
    await recordSubscriptions(id, [
      { accountExternalId: 'acme', mrrMinor: 10_000, currency: 'USD', startedOn: '2026-03-01', endedOn },
    ]);
  }
  await recordSale(id, {
    ...{ externalId: 'inv-1', customerExternalId: 'c-1', accountExternalId: 'acme', couponCode: 'ANN' },
    ...{ amountMinor: 10_000, currency: 'USD', occurredAt: new Date(SOLD_AT) },
  });
  const actor = (now: Date) => ({ ...systemActor(id, 'test'), now });
  const { data } = await listCommissions(actor(BEFORE), { limit: 10, includeNothing: true });
  const commissionId = data[0]?.id ?? '';
  return {
    id,
    ann,
    commissionId,
    at: actor,
    balance: async (now: Date) => {
      const [row] = await listBalances(id, [ann], now);
      return row && [row.payableMinor, row.waitingMinor, row.paidMinor];
    },
    said: async (now: Date, locale = 'en') =>
      (await explainCommission({ ...actor(now), locale }, commissionId)).explanation.map(({ text }) => text),
    holds: async () => expect((await verifyLedger(id)).differences).toEqual([]),
  };
}

describe('a part that waits', () => {
  it('stands apart until its date, and is earned once when the customer has stayed', async () => {
    const { id, balance, said, holds } = await sell(stays, { subscribedUntil: null });
    expect(await balance(BEFORE)).toEqual([1_000, 1_000, 0]);
    expect(await said(BEFORE)).toContain(
      '$10.00 waits until May 30, 2026 and is earned if the customer is still one then.',
    );
    expect((await said(BEFORE, 'th')).join(' ')).toContain('และจะได้รับหากตอนนั้นลูกค้ายังเป็นลูกค้าอยู่');
    await evaluateCommissions(id, BEFORE);
    expect(await balance(BEFORE)).toEqual([1_000, 1_000, 0]);
    await Promise.all([evaluateCommissions(id, DUE), evaluateCommissions(id, DUE)]);
    await evaluateCommissions(id, addDays(DUE, 1));
    expect(await balance(DUE)).toEqual([2_000, 0, 0]);
    expect(await said(DUE)).toContain(
      '$10.00 that had waited was earned on May 31, 2026: every condition was met.',
    );
    await holds();
  });

  it('is lost when the customer has left, and the commission and the statement’s month say why', async () => {
    const { id, ann, at, balance, said, holds } = await sell(stays, { subscribedUntil: '2026-04-15' });
    await evaluateCommissions(id, DUE);
    expect(await balance(DUE)).toEqual([1_000, 0, 0]);
    const lost = '$10.00 that had waited was lost on May 31, 2026: the customer had left.';
    expect(await said(DUE)).toContain(lost);
    const which = { affiliateId: ann, currency: 'USD' };
    const march = { ...which, from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };
    expect(await listConditions(id, march, at(BEFORE))).toMatchObject([
      { state: 'waiting', amountMinor: 1_000 },
    ]);
    const may = { ...which, from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') };
    expect(await listConditions(id, may, at(DUE))).toMatchObject([
      { state: 'missed', saleExternalId: 'inv-1', amountMinor: 1_000, text: lost },
    ]);
    const june = { ...may, from: may.to, to: new Date('2026-07-01T00:00:00Z') };
    expect(await listConditions(id, june, at(DUE))).toEqual([]);
    await holds();
  });

  it('goes on waiting, and says so, where nobody has told of the customer', async () => {
    const { id, balance, said, holds } = await sell(stays);
    await evaluateCommissions(id, DUE);
    expect(await balance(DUE)).toEqual([1_000, 1_000, 0]);
    expect((await said(DUE)).join(' ')).toContain(
      'it is not known yet whether the customer is still one then',
    );
    await holds();
  });

  it('shrinks with a refund by the same share, and is lost where a refund was not allowed', async () => {
    const success = { ...stays, isActive: false, isRefundFree: true };
    const { id, balance, holds } = await sell(success, { subscribedUntil: null });
    const occurredAt = addDays(SOLD_AT, 10);
    const refund = { saleExternalId: 'inv-1', refundExternalId: 'ref-1', amountMinor: 2_500, occurredAt };
    await refundSale(id, refund);
    expect(await balance(BEFORE)).toEqual([750, 750, 0]);
    await holds();
    await evaluateCommissions(id, DUE);
    expect(await balance(DUE)).toEqual([750, 0, 0]);
    await refundSale(id, { ...refund, refundExternalId: 'ref-2', amountMinor: 7_500 });
    expect(await balance(DUE)).toEqual([0, 0, 0]);
    await holds();
  });

  it('may be the whole, and is paid after it was earned', async () => {
    const whole = { ...stays, shareBasisPoints: 10_000 };
    const { id, ann, at, commissionId, balance, holds } = await sell(whole, { subscribedUntil: null });
    expect(await explainCommission(at(BEFORE), commissionId)).toMatchObject({
      state: 'waiting',
      waitingMinor: 2_000,
    });
    expect(await listPayableEntries(id, {}, BEFORE)).toEqual([]);
    await evaluateCommissions(id, DUE);
    const [entry] = await listPayableEntries(id, {}, DUE);
    const line = { sourceId: 'pol_1', affiliateId: ann, currency: 'USD', amountMinor: 2_000 };
    await settleEntries(id, 'payout', [{ ...line, entryIds: [entry?.entryId ?? ''] }], DUE);
    expect(await balance(DUE)).toEqual([0, 0, 2_000]);
    await holds();
  });

  it('is taken back with a decline and waits again when that is withdrawn', async () => {
    const { id, at, commissionId, balance, holds } = await sell(stays, { subscribedUntil: null });
    await decideOnCommission(at(BEFORE), commissionId, { decision: 'declined' });
    expect(await balance(BEFORE)).toEqual([0, 0, 0]);
    await evaluateCommissions(id, DUE);
    await withdrawDecision(at(DUE), commissionId);
    expect(await balance(DUE)).toEqual([1_000, 1_000, 0]);
    await evaluateCommissions(id, DUE);
    expect(await balance(DUE)).toEqual([2_000, 0, 0]);
    await holds();
  });
});
