import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { db } from '../../core/db.ts';
import { recordSale } from './record-sales.ts';
import { refundSale } from './refund-sale.ts';
import { restoreSale } from './restore-sale.ts';

useDatabase();

const sale = (externalId: string, more: object = {}) => ({
  externalId,
  customerExternalId: 'c1',
  amountMinor: 10_000,
  currency: 'usd',
  ...more,
});

describe('refunds', () => {
  it('take back a part, once for each refund id', async () => {
    const { id } = await makeProgram([]);
    await recordSale(id, sale('s1'));
    const asked = { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 3_000 };
    const [first, second] = await Promise.all([refundSale(id, asked), refundSale(id, asked)]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ status: 'applied', amountMinor: 3_000 });
    const rest = await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r2' });
    expect(rest.amountMinor).toBe(7_000);
    await expect(refundSale(id, { saleExternalId: 's1', refundExternalId: 'r3' })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('never exceed the sale, however many come at once', async () => {
    const { id } = await makeProgram([]);
    const { sale: recorded } = await recordSale(id, sale('s1'));
    await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        refundSale(id, { saleExternalId: 's1', refundExternalId: `r${index}`, amountMinor: 3_000 }),
      ),
    );
    const row = await db()
      .selectFrom('tracking.saleEvents')
      .select('refundedMinor')
      .where('workspaceId', '=', id)
      .where('id', '=', recorded.id)
      .executeTakeFirstOrThrow();
    expect(row.refundedMinor).toBe(9_000);
  });

  it('refuse an id that belongs to a refund of another sale', async () => {
    const { id } = await makeProgram([]);
    await recordSale(id, sale('s1'));
    await recordSale(id, sale('s2'));
    await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 1 });
    await expect(
      refundSale(id, { saleExternalId: 's2', refundExternalId: 'r1', amountMinor: 1 }),
    ).rejects.toMatchObject({ code: 'refund_of_another_sale' });
  });

  it('come to the same end in any order, also at once, and before their sale', async () => {
    const { id } = await makeProgram([]);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 4 }),
        fc.boolean(),
        async (amounts, place, isAtOnce) => {
          const key = `order-${round++}`;
          const acts: (() => Promise<unknown>)[] = amounts.map(
            (amountMinor, index) => () =>
              refundSale(id, { saleExternalId: key, refundExternalId: `${key}-${index}`, amountMinor }),
          );
          acts.splice(place, 0, () => recordSale(id, sale(key)));
          if (isAtOnce) await Promise.all(acts.map((act) => act()));
          else for (const act of acts) await act();
          const { sale: after } = await recordSale(id, sale(key));
          expect(after.refundedMinor).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that come before their sale and are more than it are kept as refused', async () => {
    const { id } = await makeProgram([]);
    const pending = await refundSale(id, {
      saleExternalId: 's1',
      refundExternalId: 'r1',
      amountMinor: 10_001,
    });
    expect(pending).toMatchObject({ status: 'pending', amountMinor: 0 });
    const { sale: recorded } = await recordSale(id, sale('s1'));
    expect(recorded.refundedMinor).toBe(0);
    const again = await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 10_001 });
    expect(again.status).toBe('refused');
  });

  it('can be given back, once for each id, and never more than was taken', async () => {
    const { id } = await makeProgram([]);
    await recordSale(id, sale('s1'));
    await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 3_000 });
    const asked = { saleExternalId: 's1', restorationExternalId: 'w1', amountMinor: 2_000 };
    const [first, second] = await Promise.all([restoreSale(id, asked), restoreSale(id, asked)]);
    expect(first.id).toBe(second.id);
    expect(first.amountMinor).toBe(-2_000);
    const { sale: after } = await recordSale(id, sale('s1'));
    expect(after.refundedMinor).toBe(1_000);
    await expect(restoreSale(id, { ...asked, restorationExternalId: 'w2' })).rejects.toMatchObject({
      status: 422,
    });
  });
});
