import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, TWENTY_PERCENT } from '../../../test/support/money.ts';
import { changeAffiliate, saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { recordSale, refundSale, saveCoupon } from '../../tracking/index.ts';
import { decideOnCommission, readStatement, savePlan, verifyLedger, withdrawDecision } from '../index.ts';
import { planSentence, sayRecruitReward } from '../plans/plan-sentence.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { sumRecruitEarnings } from '../store/recruits.ts';
import { sayAward } from './say-award.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 180_000;
const TENTH = { kind: 'recruit', rateBasisPoints: 1_000 } as const;
const planWith = (plan: Partial<PlanInput> = {}): PlanInput => ({
  ...{ ...TWENTY_PERCENT, currency: 'USD', also: [{ ...TENTH, months: null }] },
  ...plan,
});

/** Ann recruited Bob on the first of February; Bob's coupon brings customers. */
async function open(plan: Partial<PlanInput> = {}) {
  const { id } = await makeWorkspace();
  await savePlan(id, planWith(plan));
  const offer = await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  const join = (name: string) =>
    saveAffiliate(id, { name, email: `${name}@example.com`, status: 'active' as const });
  const ann = await join('ann');
  const bob = await join('bob');
  await saveCoupon(id, { affiliateId: bob.id, offerId: offer.id, code: 'BOB' });
  const since = new Date('2026-02-01T00:00:00Z');
  await changeAffiliate({ ...systemActor(id, 'test'), now: since }, bob.id, { recruiterId: ann.id });
  const sell = (externalId: string, amountMinor = 10_000, day = '2026-03-01') =>
    recordSale(id, {
      ...{ externalId, customerExternalId: 'c', couponCode: 'BOB', amountMinor, currency: 'USD' },
      occurredAt: new Date(`${day}T10:00:00Z`),
    });
  const shares = async () => {
    await drainJobs();
    expect((await verifyLedger(id)).differences).toEqual([]);
    const booked = (await listBooked(id)).filter(({ kind }) => kind === 'recruit');
    for (const { affiliateId } of booked) expect(affiliateId).toBe(ann.id);
    return booked.map(({ keptMinor }) => keptMinor).toSorted((one, other) => one - other);
  };
  const ofBob = async () => (await listBooked(id)).find(({ kind }) => kind === 'sale')?.id ?? '';
  return { id, ann, bob, sell, shares, ofBob };
}

describe('whoever recruited an affiliate', () => {
  it('has a share of each commission, once, and of nothing that is their own share', async () => {
    const { sell, shares, id, ann, bob } = await open();
    const zoe = await saveAffiliate(id, { name: 'zoe', email: 'zoe@example.com', status: 'active' });
    const early = { ...systemActor(id, 'test'), now: new Date('2026-02-01T00:00:00Z') };
    await changeAffiliate(early, ann.id, { recruiterId: zoe.id });
    await sell('s1');
    await sell('s1');
    await sell('s2', 10_005);
    expect(await shares()).toEqual([200, 200]);
    expect(await sumRecruitEarnings(id, ann.id)).toEqual([
      { recruitId: bob.id, currency: 'USD', amountMinor: 400 },
    ]);
  });

  it('loses the same share with a refund, and a decline, and has it back when that is withdrawn', async () => {
    const { id, sell, shares, ofBob } = await open();
    await sell('s1');
    await shares();
    await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 2_500 });
    expect(await shares()).toEqual([150]);
    const actor = systemActor(id, 'test');
    await decideOnCommission(actor, await ofBob(), { decision: 'declined', reason: 'Own order' });
    expect(await shares()).toEqual([0]);
    await withdrawDecision(actor, await ofBob());
    expect(await shares()).toEqual([150]);
  });

  it('waits with the affiliate for a person', async () => {
    const { id, sell, shares, ofBob } = await open({ needsApproval: true });
    await sell('s1');
    expect(await shares()).toEqual([]);
    const actor = systemActor(id, 'test');
    await decideOnCommission(actor, await ofBob(), { decision: 'approved' });
    expect(await shares()).toEqual([200]);
    await withdrawDecision(actor, await ofBob());
    expect(await shares()).toEqual([0]);
  });

  it('has nothing of what was earned before, after the months that the plan names, or while suspended', async () => {
    const { id, ann, sell, shares } = await open({ also: [{ ...TENTH, months: 2 }] });
    await sell('before', 10_000, '2026-01-31');
    await sell('after', 10_000, '2026-04-01');
    expect(await shares()).toEqual([]);
    await sell('within', 10_000, '2026-03-31');
    expect(await shares()).toEqual([200]);
    await saveAffiliate(id, { name: 'ann', email: ann.email, status: 'suspended' });
    await sell('suspended', 10_000, '2026-03-30');
    expect(await shares()).toEqual([200]);
  });

  it('reads what it is for, in both languages, and never by whom', async () => {
    const { id, ann, sell, shares } = await open();
    await sell('s1');
    await shares();
    const which = { affiliateId: ann.id, currency: 'USD', from: new Date(0), to: new Date('2027-01-01') };
    const { movements } = await readStatement(id, which);
    expect(
      movements.flatMap(({ award }) => (award ? [sayAward(award, 'en'), sayAward(award, 'th')] : [])),
    ).toEqual([
      '10% of what a partner you invited earned on Mar 1, 2026',
      '10% ของสิ่งที่พันธมิตรที่คุณชวนได้รับเมื่อ 1 มี.ค. 2569',
    ]);
    const terms = DraftTerms.parse(planWith({ also: [{ ...TENTH, months: 12 }] }));
    expect(planSentence(terms, 'en')).toContain(
      'also 10% of all of this to whoever invited the affiliate, for 12 months',
    );
    expect(planSentence(terms, 'th')).toContain('และ 10% ของทั้งหมดนี้ให้ผู้ที่ชวนพันธมิตร เป็นเวลา 12 เดือน');
    expect(sayRecruitReward(terms, 'en')).toBe(
      'You get 10% of what a partner you invited earns in their first 12 months.',
    );
  });

  it(
    'has exactly their share of what the affiliate kept, in any order of facts, also told twice',
    async () => {
      const sale = fc.record({
        amountMinor: fc.integer({ min: 1, max: 30_000 }),
        tenths: fc.integer({ min: 0, max: 10 }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(sale, { minLength: 1, maxLength: 4 }),
          fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
          async (sales, lots) => {
            const { id, sell, shares } = await open();
            const acts = sales.flatMap(({ amountMinor, tenths }, place) => {
              const refundMinor = Math.floor((amountMinor * tenths) / 10);
              const refund = {
                saleExternalId: `s${place}`,
                refundExternalId: `r${place}`,
                amountMinor: refundMinor,
              };
              return [
                () => sell(`s${place}`, amountMinor),
                ...(refundMinor > 0 ? [() => refundSale(id, refund)] : []),
              ];
            });
            const mixed = [...acts, ...acts]
              .map((act, place) => ({ act, lot: lots[place] ?? 0 }))
              .toSorted((one, other) => one.lot - other.lot);
            for (const { act, lot } of mixed) {
              await act();
              if (lot % 3 === 0) await drainJobs();
            }
            const kept = (await listBooked(id)).filter(({ kind }) => kind === 'sale');
            const due = kept
              .map(({ keptMinor }) => Math.floor((keptMinor + 5) / 10))
              .filter((minor) => minor > 0);
            expect((await shares()).filter((minor) => minor > 0)).toEqual(
              due.toSorted((one, other) => one - other),
            );
          },
        ),
        { numRuns: 10 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
