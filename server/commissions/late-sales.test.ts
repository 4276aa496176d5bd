import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { balanceOf, listBooked, payAll, tellSale } from '../../test/support/money.ts';
import {
  booksOf,
  inOrder,
  PLANS_WITH_A_PAST,
  saleHistory,
  tellHistory,
} from '../../test/support/sale-history.ts';
import { systemActor } from '../core/actor.ts';
import { pool } from '../core/db.ts';
import { explainCommission } from './explain-commission.ts';
import { savePlan, verifyLedger } from './index.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const day = (date: string) => ({ occurredAt: `${date}T10:00:00.000Z` });

describe('sales told in any order, and twice', () => {
  it.each(PLANS_WITH_A_PAST.map((plan, place) => [place, plan] as const))(
    'end in the same books as in order, under plan %i',
    async (_place, plan) => {
      await fc.assert(
        fc.asyncProperty(saleHistory, fc.infiniteStream(fc.nat()), async (sales, lots) => {
          const [ordered, shuffled] = [await makeWorkspace(), await makeWorkspace()];
          for (const { id } of [ordered, shuffled]) await savePlan(id, plan);
          await tellHistory(ordered.id, sales.toSorted(inOrder));
          const drawn = sales.map((sale) => ({ sale, lot: Number(lots.next().value) }));
          const mixed = drawn.toSorted((one, other) => one.lot - other.lot).map(({ sale }) => sale);
          await tellHistory(shuffled.id, mixed, true);
          expect(await booksOf(shuffled.id, sales)).toEqual(await booksOf(ordered.id, sales));
          for (const { id } of [ordered, shuffled]) expect((await verifyLedger(id)).differences).toEqual([]);
        }),
        { numRuns: 6 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('a sale that is told late', () => {
  it('moves a paid commission’s reward to itself: what was paid stays, and the balance is even', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLANS_WITH_A_PAST[0] as never);
    await tellSale(id, day('2026-02-01'));
    await payAll(id);
    await tellSale(id, day('2026-01-01'));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 1_000 });
    const paid = (await listBooked(id)).find(({ soldAt }) => soldAt.getUTCMonth() === 1);
    expect(paid).toMatchObject({ amountMinor: 0, keptMinor: 0, paidMinor: 1_000 });
    const { lines, explanation } = await explainCommission(systemActor(id, 'test'), paid?.id ?? '');
    expect(explanation.map(({ text }) => text)).toContain(
      'What was known of it, or of the sales before it, has changed since, so it was decided anew: it had earned $10.00 before.',
    );
    expect(lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['commission', 1_000],
      ['payout', -1_000],
      ['redecision', -1_000],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('keeps what the later commissions were, and why they changed', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, PLANS_WITH_A_PAST[2] as never);
    await tellSale(id, { ...day('2026-02-01'), amountMinor: 20_000 });
    const late = await tellSale(id, { ...day('2026-01-01'), amountMinor: 10_000 });
    const { rows } = await pool().query(
      `select cause, amount_minor, was ->> 'amountMinor' as was from commissions.redecisions where workspace_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ cause: late.saleId, amount_minor: 1_500, was: '2000' }]);
    await expect(pool().query('delete from commissions.redecisions')).rejects.toThrow('append-only');
  });

  it('leaves plans that ask for nothing before a sale alone', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { name: 'All', kind: 'percent', rateBasisPoints: 1_000, recurrence: 'lifetime' });
    await tellSale(id, day('2026-02-01'));
    await tellSale(id, day('2026-01-01'));
    const { rows } = await pool().query('select from commissions.redecisions where workspace_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});
