import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { balanceOf, listBooked, TWENTY_PERCENT } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction, pool } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { declineCommissions, savePlan, verifyLedger } from '../index.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { changePlan } from '../plans/save-plan.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { rewardClicks } from './reward-clicks.ts';

useDatabase();

const LEADS = { kind: 'lead', amountMinor: 500 } as const;
const CLICKS = { kind: 'click', perThousandMinor: 1_500 } as const;
const SINGLE = { kind: 'click', perClickMinor: 3 } as const;
const PLAN: PlanInput = { ...TWENTY_PERCENT, currency: 'USD', also: [LEADS, CLICKS] };

function tellLead(workspaceId: string, told: Record<string, unknown> = {}): Promise<void> {
  const lead = {
    ...{ leadId: 'lead_1', customerId: 'cus_1', customerExternalId: 'c1', eventName: 'signup' },
    ...{ affiliateId: 'aff_1', offerId: 'off_1', clickId: null, occurredAt: '2026-03-01T10:00:00.000Z' },
    ...told,
  };
  return inTransaction(() => emit(workspaceId, 'lead.recorded', lead));
}

async function countClicks(workspaceId: string, day: string, counted: number, linkId = 'lnk_1') {
  await pool().query(
    `insert into tracking.click_days (workspace_id, day, link_id, affiliate_id, offer_id, counted, repeats, automatic)
     values ($1, $2, $3, 'aff_1', 'off_1', $4, 7, 9)
     on conflict (workspace_id, day, link_id) do update set counted = excluded.counted`,
    [workspaceId, day, linkId, counted],
  );
}

const amounts = async (workspaceId: string) =>
  (await listBooked(workspaceId)).map(({ kind, amountMinor }) => [kind, amountMinor]);

describe('a plan that pays for leads', () => {
  it('rewards the first lead of each referred customer, once for ever, after its hold', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLAN);
    await tellLead(id);
    await tellLead(id);
    await tellLead(id, { eventName: 'demo', leadId: 'lead_2', affiliateId: 'aff_2' });
    await tellLead(id, { customerId: 'cus_2' });
    await tellLead(id, { customerId: 'cus_3', affiliateId: null, offerId: null });
    expect(await amounts(id)).toEqual([
      ['lead', 500],
      ['lead', 500],
    ]);
    expect(await balanceOf(id, new Date('2026-03-20T00:00:00Z'))).toEqual({
      ...{ pending: 1_000, payable: 0, paid: 0 },
    });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 1_000, paid: 0 });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('stops at the budget of the month, and begins anew with the next', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...PLAN, also: [{ ...LEADS, monthlyBudgetMinor: 1_200 }] });
    await Promise.all(['a', 'b', 'c'].map((customerId) => tellLead(id, { customerId })));
    expect(await amounts(id)).toHaveLength(2);
    await tellLead(id, { customerId: 'd', occurredAt: '2026-04-01T00:00:00.000Z' });
    expect(await amounts(id)).toHaveLength(3);
  });

  it('takes the reward of a refused lead back', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLAN);
    await tellLead(id);
    const [lead] = await listBooked(id);
    await declineCommissions(systemActor(id, 'test'), [lead?.id ?? ''], 'Not a person');
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('pays by the version that held when the lead came', async () => {
    const { id } = await makeWorkspace();
    const plan = await savePlan(id, PLAN);
    const terms = DraftTerms.parse({ ...PLAN, also: [{ ...LEADS, amountMinor: 900 }] });
    await changePlan(systemActor(id, 'test'), plan.id, { terms, noticeDays: 30 });
    const before = new Date(Date.now() + 86_400_000).toISOString();
    const after = new Date(Date.now() + 40 * 86_400_000).toISOString();
    await tellLead(id, { customerId: 'early', occurredAt: before });
    await tellLead(id, { customerId: 'late', occurredAt: after });
    expect((await amounts(id)).toSorted()).toEqual([
      ['lead', 500],
      ['lead', 900],
    ]);
  });
});

describe('a plan that pays for clicks', () => {
  const at = new Date('2026-03-03T00:30:00Z');

  it('rewards the counted clicks of a day when it is over, once, exactly by the thousand', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLAN);
    await countClicks(id, '2026-03-02', 700);
    await countClicks(id, '2026-03-02', 633, 'lnk_2');
    await countClicks(id, '2026-03-03', 5_000);
    await rewardClicks(id, 'UTC', at);
    await rewardClicks(id, 'UTC', at);
    expect(await amounts(id)).toEqual([['click', 2_000]]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('ends the day in the workspace’s time zone', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLAN);
    await countClicks(id, '2026-03-02', 1_000);
    await rewardClicks(id, 'America/New_York', at);
    expect(await amounts(id)).toEqual([]);
    await rewardClicks(id, 'Asia/Bangkok', at);
    expect(await amounts(id)).toEqual([['click', 1_500]]);
  });

  it('pays a single click by its own price', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...PLAN, also: [SINGLE] });
    await countClicks(id, '2026-03-02', 333);
    await rewardClicks(id, 'UTC', at);
    expect(await amounts(id)).toEqual([['click', 999]]);
  });

  it('gives late clicks what is missing to the whole day, to the cent', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLAN);
    for (const counted of [101, 102, 333]) {
      await countClicks(id, '2026-03-02', counted);
      await rewardClicks(id, 'UTC', at);
    }
    const given = (await amounts(id)).reduce((sum, [, amount]) => sum + Number(amount), 0);
    expect(given).toBe(500);
  });

  it('gives no more than the budget of the month leaves', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...PLAN, also: [{ ...CLICKS, monthlyBudgetMinor: 2_000 }] });
    await countClicks(id, '2026-03-01', 1_000);
    await countClicks(id, '2026-03-02', 1_000);
    await rewardClicks(id, 'UTC', at);
    await rewardClicks(id, 'UTC', at);
    expect((await amounts(id)).toSorted()).toEqual([
      ['click', 1_500],
      ['click', 500],
    ]);
  });
});

describe('the terms', () => {
  const terms = DraftTerms.parse({ ...PLAN, also: [{ ...LEADS, monthlyBudgetMinor: 50_000 }, CLICKS] });

  it('say in both languages what is given beside commissions', () => {
    expect(planSentence(terms, 'en')).toContain(
      'also $5.00 for the first lead of each customer (at most $500.00 a month), also $15.00 for every 1,000 counted clicks',
    );
    expect(planSentence(terms, 'th')).toContain('และ $5.00 สำหรับลีดแรกของลูกค้าแต่ละราย (ไม่เกิน $500.00 ต่อเดือน)');
  });

  it('say the price of a single click, and refuse two prices or none', () => {
    const single = DraftTerms.parse({ ...PLAN, also: [SINGLE] });
    expect(planSentence(single, 'en')).toContain('also $0.03 for every counted click');
    expect(planSentence(single, 'th')).toContain('และ $0.03 สำหรับทุกคลิกที่นับ');
    for (const also of [{ ...SINGLE, ...CLICKS }, { kind: 'click' }])
      expect(DraftTerms.safeParse({ ...PLAN, also: [also] }).success).toBe(false);
  });

  it('refuse two rewards of one kind, and amounts without a currency', () => {
    expect(DraftTerms.safeParse({ ...PLAN, also: [LEADS, LEADS] }).success).toBe(false);
    expect(DraftTerms.safeParse({ ...PLAN, currency: null }).success).toBe(false);
  });
});
