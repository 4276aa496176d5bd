import { addDays } from 'date-fns/addDays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { listBooked, TWENTY_PERCENT } from '../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { systemActor } from '../core/actor.ts';
import { setClock } from '../core/clock.ts';
import { changeAccount, saveAccounts } from '../customers/index.ts';
import { recordSale, saveCoupon } from '../tracking/index.ts';
import { rewardRecords } from './awards/reward-records.ts';
import { sayAward } from './awards/say-award.ts';
import { evaluateCommissions } from './evaluate-commissions.ts';
import {
  explainCommission,
  listCommissions,
  listPlans,
  readStatement,
  savePlan,
  verifyLedger,
} from './index.ts';
import { SuccessTerms } from './plans/success-schema.ts';

useDatabase();

const SOLD_AT = new Date('2026-03-01T10:00:00Z');
const DUE = addDays(SOLD_AT, 61);
const PLAN = { ...TWENTY_PERCENT, currency: 'USD', holdDays: 0 };
const FINISHED = { at: 'onboarded' as const, amountMinor: 1_700 };
const waits = (withinDays: number | null) => ({
  ...{ shareBasisPoints: 5_000, afterDays: 60, isActive: false, isRefundFree: false, minBand: null },
  onboarding: { withinDays },
});

const readPlans = async (id: string) =>
  (await listPlans(systemActor(id, 'test'))).map(({ sentence }) => sentence);

type Plan = Partial<Parameters<typeof savePlan>[1]>;

async function open(plan: Plan) {
  const { id } = await makeWorkspace();
  await savePlan(id, { ...PLAN, ...plan });
  const offer = await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  const { id: ann } = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
  await saveCoupon(id, { affiliateId: ann, offerId: offer.id, code: 'ANN' });
  const [account] = await saveAccounts(id, [{ externalId: 'acme', name: 'Acme' }]);
  return {
    id,
    ann,
    sell: () =>
      recordSale(id, {
        ...{ externalId: 'inv', customerExternalId: 'c', accountExternalId: 'acme', couponCode: 'ANN' },
        ...{ amountMinor: 10_000, currency: 'USD', occurredAt: SOLD_AT },
      }),
    /** Days after the sale; null takes it back. */
    tell: (day: number | null) =>
      changeAccount(systemActor(id, 'test'), account?.id ?? '', {
        onboardedAt: day === null ? null : addDays(SOLD_AT, day),
      }),
    given: async () => {
      expect((await verifyLedger(id)).differences).toEqual([]);
      const booked = await listBooked(id);
      return booked.flatMap(({ kind, keptMinor }) => (kind === 'milestone' ? [keptMinor] : []));
    },
  };
}

/** Everything is heard and looked at as on this day after the sale. */
async function asOn(id: string, day: number) {
  const at = addDays(SOLD_AT, day);
  setClock(() => at);
  await drainJobs();
  await rewardRecords(id, 'UTC', at);
  setClock();
}

describe('a part of a commission that waits for onboarding', () => {
  const kept = async (id: string, locale = 'en') => {
    const actor = { ...systemActor(id, 'test'), locale, now: DUE };
    const { data } = await listCommissions(actor, { limit: 10, includeNothing: true });
    const { waitingMinor, state, explanation } = await explainCommission(actor, data[0]?.id ?? '');
    return { waitingMinor, state, said: explanation.map(({ text }) => text).join(' ') };
  };

  it.each<[string, number | null, number | null, string]>([
    ['in time', 14, 14, 'was earned'],
    ['too late', 14, 15, 'was lost on May 1, 2026: the customer finished onboarding too late'],
    ['before it is asked', null, 60, 'was earned'],
    [
      'never, as far as anybody told',
      14,
      null,
      'not known yet whether the customer has finished onboarding within',
    ],
  ])('that was finished %s', async (_, withinDays, day, said) => {
    const { id, sell, tell } = await open({ success: waits(withinDays) });
    await sell();
    if (day !== null) await tell(day);
    await evaluateCommissions(id, DUE);
    expect((await kept(id)).said).toContain(said);
  });

  it('goes on waiting until it is told, and what is told late counts from the day it happened', async () => {
    const { id, sell, tell } = await open({ success: waits(14) });
    await sell();
    await tell(3);
    await tell(null);
    await evaluateCommissions(id, DUE);
    expect(await kept(id)).toMatchObject({ waitingMinor: 1_000 });
    expect((await kept(id, 'th')).said).toContain('ลูกค้าเริ่มต้นใช้งานเสร็จภายใน 14 วันหลังการขาย');
    await tell(7);
    await evaluateCommissions(id, addDays(DUE, 40));
    expect(await kept(id)).toMatchObject({ waitingMinor: 0 });
    expect((await kept(id)).said).toContain('was earned');
  });

  it('comes to the same in whatever order sale and record are told', async () => {
    const steps = fc.array(fc.option(fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(4), async (told, place) => {
        const { id, sell, tell } = await open({ success: waits(14) });
        for (const [index, day] of told.entries()) {
          if (index === place) await sell();
          await tell(day);
        }
        if (place >= told.length) await sell();
        await drainJobs();
        await evaluateCommissions(id, DUE);
        const last = told.at(-1) ?? null;
        const words = last === null ? 'not known yet' : last <= 14 ? 'was earned' : 'was lost';
        expect((await kept(id)).said).toContain(words);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 60_000);

  it('cannot be asked for later than its date', () => {
    expect(SuccessTerms.safeParse(waits(61)).error?.issues[0]?.path).toEqual(['onboarding', 'withinDays']);
    expect(SuccessTerms.safeParse(waits(60)).success).toBe(true);
  });
});

describe('a plan that pays for finished onboarding', () => {
  const plan: Plan = { also: [{ kind: 'milestone', steps: [FINISHED] }] };

  it('gives once, says what for, and says it in the plan', async () => {
    const { id, ann, sell, tell, given } = await open(plan);
    await sell();
    await drainJobs();
    await tell(5);
    await asOn(id, 4);
    expect(await given()).toEqual([]);
    for (const day of [6, 6, 7]) await asOn(id, day);
    expect(await given()).toEqual([1_700]);
    const which = { affiliateId: ann, currency: 'USD', from: SOLD_AT, to: DUE };
    const { movements } = await readStatement(id, which);
    expect(
      movements.flatMap(({ award }) => (award ? [sayAward(award, 'en'), sayAward(award, 'th')] : [])),
    ).toEqual(['A customer you referred has finished onboarding', 'ลูกค้าที่คุณแนะนำเริ่มต้นใช้งานเสร็จแล้ว']);
    const [saved] = await readPlans(id);
    expect(saved).toContain('also $17.00 once a customer has finished onboarding');
  });

  it('gives nothing to whoever was onboarded before they were brought, nor a month late', async () => {
    const before = await open(plan);
    await before.sell();
    await before.tell(-1);
    await asOn(before.id, 1);
    expect(await before.given()).toEqual([]);
    const late = await open(plan);
    await late.sell();
    await late.tell(2);
    await asOn(late.id, 33);
    expect(await late.given()).toEqual([]);
  });

  it('ends with what the record says last, however often it is told and taken back', async () => {
    const steps = fc.array(fc.option(fc.integer({ min: -3, max: 9 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (told, isSoldFirst) => {
        const { id, sell, tell, given } = await open(plan);
        if (isSoldFirst) await sell();
        for (const day of told) {
          await tell(day);
          await asOn(id, 10);
        }
        if (!isSoldFirst) await sell();
        await asOn(id, 10);
        const last = told.at(-1) ?? null;
        const kept = (await given()).reduce((sum, amount) => sum + amount, 0);
        expect(kept).toBe(last !== null && last >= 0 ? 1_700 : 0);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 90_000);
});
