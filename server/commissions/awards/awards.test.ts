import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import {
  AFTER_HOLD,
  balanceOf,
  listBooked,
  payAll,
  SOLD_AT,
  TWENTY_PERCENT,
  tellSale,
} from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction, pool } from '../../core/db.ts';
import {
  decideOnCommission,
  explainCommission,
  giveBackAward,
  grantAward,
  grantAwards,
  holdCommissions,
  listPayableEntries,
  type NewAward,
  readStatement,
  releaseCommissions,
  savePlan,
  sumSales,
  takeBackAward,
  verifyLedger,
} from '../index.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const PRIZE = { kind: 'prize', sourceKey: 'summer:1' } as const;

function prize(changed: Partial<NewAward> = {}): NewAward {
  return {
    ...PRIZE,
    affiliateId: 'aff_1',
    amountMinor: 1_000,
    currency: 'USD',
    earnedAt: new Date(SOLD_AT),
    releaseAt: new Date('2026-04-01T00:00:00Z'),
    reason: { code: 'text', values: { text: 'First in summer' } },
    ...changed,
  };
}

const takeback = (source: string, partMinor: number | null = null) => ({
  ...{ source, partMinor },
  at: new Date('2026-04-10T00:00:00Z'),
});

async function expectSound(workspaceId: string): Promise<void> {
  expect((await verifyLedger(workspaceId)).differences).toEqual([]);
}

describe('an award', () => {
  it('is granted once for its source, also by two at once, and balances to zero', async () => {
    const { id } = await makeWorkspace();
    const granted = await Promise.all([grantAward(id, prize()), grantAward(id, prize())]);
    expect(granted.filter((award) => award !== null)).toHaveLength(1);
    expect(await grantAward(id, prize({ amountMinor: 9_999 }))).toBeNull();
    expect(await grantAward(id, prize({ kind: 'bonus' }))).not.toBeNull();
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 2_000, paid: 0 });
    expect(await verifyLedger(id)).toMatchObject({ commissions: 0, awards: 2, entries: 2, differences: [] });
  });

  it('is not granted when the transaction around it fails', async () => {
    const { id } = await makeWorkspace();
    const failing = inTransaction(async () => {
      await grantAward(id, prize());
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await listBooked(id)).toEqual([]);
  });

  it('waits for its hold and for a person, and is paid with the commissions of sales', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    const award = await grantAward(id, prize({ needsApproval: true }));
    expect(await balanceOf(id)).toEqual({ pending: 1_000, payable: 2_000, paid: 0 });
    await decideOnCommission(systemActor(id, 'test'), award ?? '', { decision: 'approved' });
    expect(await balanceOf(id, new Date('2026-03-20T00:00:00Z'))).toEqual({
      ...{ pending: 3_000, payable: 0, paid: 0 },
    });
    expect(await payAll(id)).toMatchObject({ amountMinor: 3_000 });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 3_000 });
    expect(await listBooked(id)).toMatchObject([{ state: 'paid' }, { state: 'paid' }]);
    await expectSound(id);
  });

  it('counts in no sum of sales', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    const before = await sumSales(id, null);
    await grantAward(id, prize({ kind: 'lead', offerId: 'off_1', customerId: 'cus_1' }));
    expect(await sumSales(id, null)).toEqual(before);
    await tellSale(id, { occurredAt: '2026-03-02T10:00:00.000Z', saleNumber: 2 });
    expect((await listBooked(id)).map(({ kind, saleAmountMinor }) => [kind, saleAmountMinor])).toEqual([
      ['sale', 10_000],
      ['lead', null],
      ['sale', 10_000],
    ]);
  });

  it('is not payable while it is held, and is taken back when it is declined', async () => {
    const { id } = await makeWorkspace();
    const award = (await grantAward(id, prize())) ?? '';
    const hold = { source: 'frc_1', reason: 'visits' } as const;
    expect(await holdCommissions(id, [award], hold, AFTER_HOLD)).toEqual([award]);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toEqual([]);
    await releaseCommissions(id, 'frc_1', AFTER_HOLD);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toHaveLength(1);
    await decideOnCommission(systemActor(id, 'test'), award, { decision: 'declined', reason: 'Own lead' });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    await expectSound(id);
  });

  it('says on the statement and in its detail what it was for', async () => {
    const { id } = await makeWorkspace();
    const award = (await grantAward(id, prize())) ?? '';
    await takeBackAward(id, PRIZE, takeback('mistake', 250));
    const which = { affiliateId: 'aff_1', currency: 'USD', from: new Date(SOLD_AT), to: AFTER_HOLD };
    const { movements } = await readStatement(id, which);
    const words = { kind: 'prize', reason: prize().reason, currency: 'USD' };
    expect(movements).toMatchObject([
      { kind: 'award', saleExternalId: null, commissionId: award, award: words, amountMinor: 1_000 },
      { kind: 'takeback', award: words, amountMinor: -250 },
    ]);
    const custom = { kind: 'custom', sourceKey: 'thanks' } as const;
    const other = (await grantAward(id, prize(custom))) ?? '';
    const actor = { ...systemActor(id, 'test'), now: AFTER_HOLD };
    const { explanation, lines } = await explainCommission(actor, other);
    expect(explanation.map(({ text }) => text)).toEqual([
      'First in summer.',
      'It earned $10.00 on Mar 1, 2026.',
      'It is payable since Apr 1, 2026.',
    ]);
    expect(lines).toMatchObject([{ text: 'Award', amountMinor: 1_000 }]);
  });

  it('by hand may take from the affiliate; of another kind it may not', async () => {
    const { id } = await makeWorkspace();
    await grantAward(id, prize({ kind: 'custom', amountMinor: -700 }));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: -700, paid: 0 });
    await expect(grantAward(id, prize({ kind: 'bonus', amountMinor: -700 }))).rejects.toThrow('check');
    await expectSound(id);
  });

  it('is never changed by a statement', async () => {
    const { id } = await makeWorkspace();
    await grantAward(id, prize());
    await takeBackAward(id, PRIZE, takeback('once'));
    for (const statement of [
      `update commissions.commissions set amount_minor = 5 where workspace_id = '${id}'`,
      `delete from commissions.takebacks where workspace_id = '${id}'`,
    ])
      await expect(pool().query(statement), statement).rejects.toThrow('append-only');
  });
});

describe('what is taken back from an award', () => {
  it('in three odd parts is the whole to the last cent, once, whatever is told twice', async () => {
    const { id } = await makeWorkspace();
    await grantAward(id, prize({ amountMinor: 3_333, basisMinor: 9_999 }));
    for (const part of [3_333, 3_334, 3_333, 3_332])
      await takeBackAward(id, PRIZE, takeback(`refund ${part}`, part));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await listBooked(id)).toMatchObject([{ state: 'taken_back', keptMinor: 0 }]);
    await expectSound(id);
  });

  it('before it was granted is missing from it then', async () => {
    const { id } = await makeWorkspace();
    await takeBackAward(id, PRIZE, takeback('refused', 400));
    await grantAward(id, prize());
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 600, paid: 0 });
    await expectSound(id);
  });

  it('after the payout goes below zero, and can be given back', async () => {
    const { id } = await makeWorkspace();
    await grantAward(id, prize());
    await payAll(id);
    await takeBackAward(id, PRIZE, takeback('refused'));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: -1_000, paid: 1_000 });
    await giveBackAward(id, PRIZE, takeback('accepted'));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 1_000 });
    await expectSound(id);
  });
});

/** As batches do: nobody is paid nothing, or less. */
async function payDue(workspaceId: string): Promise<void> {
  if (((await balanceOf(workspaceId))?.payable ?? 0) > 0) await payAll(workspaceId);
}

async function earnedOf(workspaceId: string): Promise<number> {
  const { payable = 0, paid = 0 } = (await balanceOf(workspaceId)) ?? {};
  return payable + paid;
}

const anAward = fc.record({
  amountMinor: fc.integer({ min: 1, max: 5_000 }),
  basisMinor: fc.integer({ min: 1, max: 9_999 }),
  changes: fc.array(
    fc.record({ partMinor: fc.option(fc.integer({ min: 1, max: 9_999 })), isGivenBack: fc.boolean() }),
    { maxLength: 3 },
  ),
});

describe('grants, takebacks and payouts', () => {
  it(
    'in any order, and told twice, end in the same books',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anAward, { minLength: 1, maxLength: 4 }),
          fc.infiniteStream(fc.nat()),
          async (drawn, lots) => {
            const acts = (workspaceId: string) =>
              drawn.flatMap(({ changes, ...amounts }, place) => {
                const award = prize({ ...amounts, sourceKey: `source ${place}` });
                return [
                  () => grantAwards(workspaceId, [award]),
                  ...changes.map(({ partMinor, isGivenBack }, number) => () => {
                    const change = takeback(`change ${number}`, partMinor);
                    return isGivenBack
                      ? giveBackAward(workspaceId, award, change)
                      : takeBackAward(workspaceId, award, change);
                  }),
                ];
              });
            const [ordered, shuffled] = [await makeWorkspace(), await makeWorkspace()];
            for (const act of acts(ordered.id)) await act();
            const mixed = [...acts(shuffled.id), ...acts(shuffled.id)]
              .map((act) => ({ act, lot: Number(lots.next().value) }))
              .toSorted((one, other) => one.lot - other.lot);
            for (const { act, lot } of mixed) {
              await act();
              if (lot % 3 === 0) await payDue(shuffled.id);
            }
            for (const { id } of [ordered, shuffled]) await expectSound(id);
            expect(await earnedOf(shuffled.id)).toBe(await earnedOf(ordered.id));
          },
        ),
        { numRuns: 12 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
