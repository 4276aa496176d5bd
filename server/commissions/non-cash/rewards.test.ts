import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { SOLD_AT, sharesFor, TWENTY_PERCENT, tellRefund, tellSale } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction, pool } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { decideOnCommission, declineCommissions, savePlan, withdrawDecision } from '../index.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';

useDatabase();

const PLAN: PlanInput = {
  ...TWENTY_PERCENT,
  currency: 'USD',
  also: [
    {
      kind: 'non_cash',
      promises: [
        { on: 'lead', what: { kind: 'points', points: 10, name: 'stars' } },
        { on: 'first_sale', what: { kind: 'gift', name: 'Mug', worthMinor: 1_500 } },
        { on: 'sale', what: { kind: 'credit', amountMinor: 2_000 } },
      ],
    },
  ],
};

async function openWorkspace(plan = PLAN): Promise<string> {
  const { id } = await makeWorkspace();
  await savePlan(id, plan);
  return id;
}

function tellLead(workspaceId: string, told: Record<string, unknown> = {}): Promise<void> {
  const lead = {
    ...{ leadId: 'lead_1', customerId: 'cus_1', customerExternalId: 'c1', eventName: 'signup' },
    ...{ affiliateId: 'aff_1', offerId: 'off_1', clickId: null, occurredAt: SOLD_AT, ...told },
  };
  return inTransaction(() => emit(workspaceId, 'lead.recorded', lead));
}

type Sale = Awaited<ReturnType<typeof tellSale>>;

function moveSale(workspaceId: string, sale: Sale, affiliateId: string | null): Promise<void> {
  const moved = { ...sale, affiliateId, offerId: affiliateId && 'off_1' };
  const shares = sharesFor(affiliateId, sale.amountMinor);
  return inTransaction(() => emit(workspaceId, 'sale.attributed', { ...moved, shares }));
}

async function rewardsOf(workspaceId: string) {
  const { rows } = await pool().query<Record<string, string | number | null>>(
    `select occasion, kind, affiliate_id, coalesce(amount_minor, points) as amount, lost_because, source_key, earned_at
     from commissions.non_cash_rewards where workspace_id = $1 order by occasion, source_key`,
    [workspaceId],
  );
  return rows;
}

const standing = async (workspaceId: string) =>
  (await rewardsOf(workspaceId))
    .filter((row) => row.lost_because === null)
    .map((row) => [row.occasion, row.kind, row.affiliate_id, row.amount]);

const tellGiven = (workspaceId: string) =>
  pool().query(
    `insert into commissions.handovers (workspace_id, id, reward_id, given_at, given_by, given_by_name)
     select workspace_id, 'hnd_' || id, id, now(), 'usr_1', 'Ann' from commissions.non_cash_rewards
     where workspace_id = $1 and kind <> 'points'`,
    [workspaceId],
  );

describe('a plan that gives something beside money', () => {
  it('says so in words, in both languages', () => {
    const terms = DraftTerms.parse(PLAN);
    expect(planSentence(terms, 'en')).toContain(
      'also 10 stars for the first lead of each customer, also the gift “Mug” (worth $15.00) for the first sale of each customer, also $20.00 of account credit for every sale',
    );
    expect(planSentence(terms, 'th')).toContain('เครดิตในบัญชี');
  });

  it('is refused with two rewards of one kind for the same', () => {
    const twice = { on: 'lead', what: { kind: 'gift', name: 'Cup', worthMinor: null } } as const;
    const also = [{ kind: 'non_cash' as const, promises: [twice, twice] }];
    expect(DraftTerms.safeParse({ ...PLAN, also }).success).toBe(false);
  });

  it('grants for the first lead, the first sale and each sale of a customer, once, also when told twice', async () => {
    const ws = await openWorkspace();
    await tellLead(ws);
    await tellLead(ws, { affiliateId: 'aff_2', leadId: 'lead_2' });
    const first = await tellSale(ws);
    await tellSale(ws, first);
    await tellSale(ws, { occurredAt: '2026-03-05T10:00:00.000Z', saleNumber: 2 });
    await tellSale(ws, { customerId: 'cus_2', affiliateId: null, offerId: null });
    expect(await standing(ws)).toEqual([
      ['first_sale', 'gift', 'aff_1', 1_500],
      ['lead', 'points', 'aff_1', 10],
      ['sale', 'credit', 'aff_1', 2_000],
      ['sale', 'credit', 'aff_1', 2_000],
    ]);
  });

  it('grants nothing where the plan gives money alone', async () => {
    const ws = await openWorkspace({ ...PLAN, also: [] });
    await tellLead(ws);
    await tellSale(ws);
    expect(await rewardsOf(ws)).toEqual([]);
  });
});

describe('a reward that nobody has given yet', () => {
  it('is cancelled by a whole refund, not by a part of it, and comes back with the sale', async () => {
    const ws = await openWorkspace();
    const { saleId } = await tellSale(ws);
    await tellRefund(ws, saleId, 4_000);
    expect(await standing(ws)).toHaveLength(2);
    await tellRefund(ws, saleId, 6_000);
    expect((await rewardsOf(ws)).map((row) => row.lost_because)).toEqual(['refunded', 'refunded']);
    await tellRefund(ws, saleId, -6_000);
    expect(await standing(ws)).toHaveLength(2);
  });

  it('goes with the credit to another affiliate, and is lost when the sale is nobody’s', async () => {
    const ws = await openWorkspace();
    const sale = await tellSale(ws);
    await moveSale(ws, sale, 'aff_2');
    expect((await standing(ws)).map(([, , affiliateId]) => affiliateId)).toEqual(['aff_2', 'aff_2']);
    await moveSale(ws, sale, null);
    expect((await rewardsOf(ws)).map((row) => row.lost_because)).toEqual(['moved', 'moved']);
  });

  it('is cancelled by a decline of the commission, also of fraud, until the decision is withdrawn', async () => {
    const ws = await openWorkspace();
    await tellSale(ws);
    const actor = systemActor(ws, 'test');
    const { rows } = await pool().query('select id from commissions.commissions where workspace_id = $1', [
      ws,
    ]);
    await decideOnCommission(actor, rows[0].id, { decision: 'declined' });
    expect((await rewardsOf(ws)).map((row) => row.lost_because)).toEqual(['declined', 'declined']);
    await withdrawDecision(actor, rows[0].id);
    expect(await standing(ws)).toHaveLength(2);
    await inTransaction(() => declineCommissions(actor, [rows[0].id], 'Not a person'));
    expect(await standing(ws)).toEqual([]);
  });
});

describe('a reward that was given', () => {
  it('is kept by a refund of its sale, and says that the sale was refunded later', async () => {
    const ws = await openWorkspace();
    const { saleId } = await tellSale(ws);
    await tellGiven(ws);
    await tellRefund(ws, saleId, 10_000);
    expect((await rewardsOf(ws)).map((row) => [row.affiliate_id, row.lost_because])).toEqual([
      ['aff_1', 'refunded'],
      ['aff_1', 'refunded'],
    ]);
  });

  it('stays with whom it was given to when the credit moves, and nobody is given it again', async () => {
    const ws = await openWorkspace();
    const sale = await tellSale(ws);
    await tellGiven(ws);
    await moveSale(ws, sale, 'aff_2');
    const rows = await rewardsOf(ws);
    expect(rows.map((row) => [row.affiliate_id, row.lost_because])).toEqual([
      ['aff_1', 'moved'],
      ['aff_1', 'moved'],
    ]);
    await moveSale(ws, sale, 'aff_1');
    expect(await standing(ws)).toHaveLength(2);
  });
});

/** What can be told of two sales of one customer, each once; a refund is told after its sale. */
const FACTS = ['sale a', 'sale b', 'refund a', 'move b'] as const;

async function tellInOrder(ws: string, order: readonly (typeof FACTS)[number][]): Promise<void> {
  const saleA = { saleId: 'sale_a', externalId: 'a', occurredAt: '2026-03-01T10:00:00.000Z' };
  const saleB = { saleId: 'sale_b', externalId: 'b', occurredAt: '2026-03-02T10:00:00.000Z' };
  const told = new Map<string, Sale>();
  const waiting = new Set<string>();
  const tell = async (fact: string): Promise<void> => {
    if (fact === 'sale a') told.set('a', await tellSale(ws, saleA));
    if (fact === 'sale b') told.set('b', await tellSale(ws, { ...saleB, affiliateId: 'aff_2' }));
    if (fact === 'refund a') await tellRefund(ws, 'sale_a', 10_000, 'ref_a');
    const sale = told.get('b');
    if (fact === 'move b' && sale) await moveSale(ws, sale, 'aff_3');
  };
  for (const fact of order) {
    const of = fact.slice(-1);
    if (!fact.startsWith('sale') && !told.has(of)) waiting.add(fact);
    else await tell(fact);
    if (fact.startsWith('sale')) for (const late of waiting) if (late.endsWith(of)) await tell(late);
  }
}

describe('facts in any order', () => {
  it('end in the same rewards, each granted once, whatever is told twice', async () => {
    const anyOrder = fc.shuffledSubarray([...FACTS, ...FACTS], { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const ws = await openWorkspace();
        await tellInOrder(ws, order);
        expect(await standing(ws)).toEqual([
          ['first_sale', 'gift', 'aff_3', 1_500],
          ['sale', 'credit', 'aff_3', 2_000],
        ]);
        const keys = (await rewardsOf(ws)).map((row) => row.source_key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('sales of one customer told at once grant the first sale once', async () => {
    const ws = await openWorkspace();
    const days = ['01', '02', '03', '04'];
    await Promise.all(days.map((day) => tellSale(ws, { occurredAt: `2026-03-${day}T10:00:00.000Z` })));
    const rows = await rewardsOf(ws);
    expect(rows.map((row) => row.occasion)).toEqual(['first_sale', 'sale', 'sale', 'sale', 'sale']);
    expect(rows[0]?.earned_at).toEqual(new Date(SOLD_AT));
  });
});
