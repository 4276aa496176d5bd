import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, TWENTY_PERCENT } from '../../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { saveAccounts } from '../../customers/index.ts';
import { recordSubscriptions } from '../../signals/index.ts';
import { recordSale, saveCoupon } from '../../tracking/index.ts';
import { readStatement, savePlan, verifyLedger } from '../index.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { changePlan } from '../plans/save-plan.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { enterRate } from '../rates/enter-rates.ts';
import { rewardUpgrades } from './reward-upgrades.ts';
import { sayAward } from './say-award.ts';

useDatabase();

const NIGHT = new Date('2026-03-20T03:00:00Z');
const SHARE = { kind: 'upgrade', reward: { kind: 'percent', rateBasisPoints: 2_500 } } as const;
const FLAT = { kind: 'upgrade', reward: { kind: 'flat', flatAmountMinor: 700 } } as const;

function planWith(also: NonNullable<PlanInput['also']>): PlanInput {
  return { ...TWENTY_PERCENT, currency: 'USD', also };
}

/** A workspace with an affiliate, who can bring the customers of accounts `acme` and `beta`. */
async function open(also: NonNullable<PlanInput['also']>) {
  const { id } = await makeWorkspace();
  const plan = await savePlan(id, planWith(also));
  const offer = await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  const { id: ann } = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
  await saveCoupon(id, { affiliateId: ann, offerId: offer.id, code: 'ANN' });
  await saveAccounts(id, [
    { externalId: 'acme', name: 'Acme' },
    { externalId: 'beta', name: 'Beta' },
  ]);
  const bring = async (account = 'acme', day = '2026-03-01') => {
    await recordSale(id, {
      ...{ externalId: `inv-${account}`, customerExternalId: `c-${account}`, accountExternalId: account },
      ...{
        couponCode: 'ANN',
        amountMinor: 10_000,
        currency: 'USD',
        occurredAt: new Date(`${day}T10:00:00Z`),
      },
    });
    await drainJobs();
  };
  const known = new Set<string>();
  const grow = async (changedOn: string, mrrMinor: number, account = 'acme', currency = 'USD') => {
    const subscription = told(account, currency);
    if (!known.has(account)) await recordSubscriptions(id, [{ ...subscription, mrrMinor: 10_000 }]);
    known.add(account);
    await recordSubscriptions(id, [{ ...subscription, mrrMinor, changedOn }]);
  };
  const reward = (at = NIGHT, timeZone = 'UTC') => rewardUpgrades(id, timeZone, at);
  const given = async () => {
    const booked = await listBooked(id);
    expect((await verifyLedger(id)).differences).toEqual([]);
    const upgrades = booked.filter(({ kind }) => kind === 'upgrade');
    return upgrades.map(({ affiliateId, amountMinor }) => [affiliateId === ann, amountMinor]);
  };
  return { id, ann, plan, bring, grow, reward, given };
}

function told(account: string, currency: string) {
  return { externalId: `sub-${account}`, accountExternalId: account, currency, startedOn: '2026-02-01' };
}

describe('a plan that pays for upgrades', () => {
  it('gives a share of the monthly increase, once for ever, however often it is told or looked at', async () => {
    const { bring, grow, reward, given } = await open([SHARE]);
    await bring();
    await grow('2026-03-05', 14_000);
    await Promise.all([reward(), reward()]);
    await grow('2026-03-05', 14_000);
    await reward();
    expect(await given()).toEqual([[true, 1_000]]);
  });

  it('waits until the day is over, where the workspace is', async () => {
    const { bring, grow, reward, given } = await open([SHARE]);
    await bring();
    await grow('2026-03-05', 14_000);
    await reward(new Date('2026-03-06T00:30:00Z'), 'America/New_York');
    expect(await given()).toEqual([]);
    await reward(new Date('2026-03-06T00:30:00Z'));
    expect(await given()).toEqual([[true, 1_000]]);
  });

  it('counts a subscription that takes another’s place as what it changes', async () => {
    const { id, bring, reward, given } = await open([SHARE]);
    await bring();
    const old = { ...told('acme', 'USD'), mrrMinor: 10_000 };
    await recordSubscriptions(id, [old]);
    await recordSubscriptions(id, [{ ...old, externalId: 'new', mrrMinor: 12_000, startedOn: '2026-03-05' }]);
    await recordSubscriptions(id, [{ ...old, endedOn: '2026-03-05' }]);
    await reward();
    expect(await given()).toEqual([[true, 500]]);
  });

  it('comes to the same end when the customer is credited after the upgrade was told', async () => {
    const { bring, grow, reward, given } = await open([FLAT]);
    await grow('2026-03-05', 14_000);
    await reward();
    expect(await given()).toEqual([]);
    await bring();
    await reward();
    expect(await given()).toEqual([[true, 700]]);
  });

  it('gives nothing for what grew before the customer was brought, fell, or is told a month late', async () => {
    const { bring, grow, reward, given } = await open([FLAT]);
    await bring('acme', '2026-03-10');
    await grow('2026-03-05', 14_000);
    await bring('beta');
    await grow('2026-03-05', 9_000, 'beta');
    await reward();
    expect(await given()).toEqual([]);
    await grow('2026-03-08', 20_000, 'beta');
    await reward(new Date('2026-04-20T03:00:00Z'));
    expect(await given()).toEqual([]);
  });

  it('gives no more than the budget of the month leaves, and begins anew with the next', async () => {
    const { bring, grow, reward, given } = await open([{ ...FLAT, monthlyBudgetMinor: 1_000 }]);
    await bring();
    await grow('2026-03-05', 14_000);
    await grow('2026-03-06', 15_000);
    await grow('2026-03-07', 16_000);
    await reward();
    await reward();
    expect((await given()).toSorted()).toEqual([
      [true, 300],
      [true, 700],
    ]);
    await grow('2026-04-01', 17_000);
    await reward(new Date('2026-04-02T03:00:00Z'));
    expect(await given()).toHaveLength(3);
  });

  it('pays by the version that held when the customer grew, and not before it started', async () => {
    const { id, plan, bring, grow, reward, given } = await open([]);
    const terms = DraftTerms.parse(planWith([FLAT]));
    const dayOf = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await changePlan(systemActor(id, 'test'), plan.id, { terms, noticeDays: 10 });
    await bring();
    await grow(dayOf(8), 14_000);
    await grow(dayOf(12), 15_000);
    await reward(new Date(Date.now() + 14 * 86_400_000));
    expect(await given()).toEqual([[true, 700]]);
  });

  it('takes a share of a foreign increase at the rate of its day, and waits while there is none', async () => {
    const { id, bring, grow, reward, given } = await open([SHARE]);
    await bring();
    await grow('2026-03-05', 14_000, 'acme', 'EUR');
    await reward();
    expect(await given()).toEqual([]);
    await enterRate(systemActor(id, 'test'), { base: 'EUR', quote: 'USD', day: '2026-03-05', rate: '1.25' });
    await reward();
    expect(await given()).toEqual([[true, 1_250]]);
  });

  it('says on the affiliate’s statement what it was for, and names no customer', async () => {
    const { id, ann, bring, grow, reward } = await open([FLAT]);
    await bring();
    await grow('2026-03-05', 14_000);
    await reward();
    const which = { affiliateId: ann, currency: 'USD', from: new Date('2026-03-01'), to: NIGHT };
    const { movements } = await readStatement(id, which);
    const said = movements.flatMap(({ award }) =>
      award ? [sayAward(award, 'en'), sayAward(award, 'th')] : [],
    );
    expect(said).toEqual([
      'A customer you referred pays more since Mar 5, 2026',
      'ลูกค้าที่คุณแนะนำจ่ายเพิ่มขึ้นตั้งแต่ 5 มี.ค. 2569',
    ]);
  });
});

describe('the terms', () => {
  it.each([
    [SHARE, 'en', 'also 25% of the monthly increase at each upgrade of a customer'],
    [FLAT, 'en', 'also $7.00 for each upgrade of a customer (at most $50.00 a month)'],
    [SHARE, 'th', 'และ 25% ของยอดรายเดือนที่เพิ่มขึ้นในการอัปเกรดแต่ละครั้งของลูกค้า'],
    [FLAT, 'th', 'และ $7.00 สำหรับการอัปเกรดแต่ละครั้งของลูกค้า'],
  ])('of %o say it in %s', (also, locale, expected) => {
    const terms = DraftTerms.parse(planWith([{ ...also, monthlyBudgetMinor: 5_000 }]));
    expect(planSentence(terms, locale)).toContain(expected);
  });
});
