import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import {
  AFTER_HOLD,
  balanceOf,
  listBooked,
  payAll,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../test/support/money.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { decideOnCommission } from './decide-on-commission.ts';
import {
  declineCommissions,
  holdCommissions,
  listPayableEntries,
  reinstateCommissions,
  releaseCommissions,
  savePlan,
  verifyLedger,
} from './index.ts';

useDatabase();

const HOLD = { source: 'frc_1', reason: 'pattern' } as const;

async function makeBooked(sales = 1) {
  const { id } = await makeWorkspace();
  await savePlan(id, TWENTY_PERCENT);
  for (let count = 0; count < sales; count += 1) await tellSale(id);
  const ids = (await listBooked(id)).map((row) => row.id);
  const actor = { ...systemActor(id, 'test'), now: AFTER_HOLD };
  return { id, ids, actor };
}

async function ledgerOf(workspaceId: string) {
  const { rows } = await pool().query(
    'select * from commissions.ledger_lines where workspace_id = $1 order by entry_id, line',
    [workspaceId],
  );
  return rows;
}

describe('a held commission', () => {
  it('is not payable while a hold stands, keeps its release date, and no ledger line changes', async () => {
    const { id, ids } = await makeBooked();
    const before = await ledgerOf(id);
    expect(await holdCommissions(id, ids, HOLD, AFTER_HOLD)).toEqual(ids);
    expect(await holdCommissions(id, ids, HOLD, AFTER_HOLD)).toEqual([]);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toEqual([]);
    expect(await balanceOf(id)).toEqual({ pending: 2_000, payable: 0, paid: 0 });
    expect(await listBooked(id)).toMatchObject([
      { state: 'held', heldSince: AFTER_HOLD, releaseAt: new Date('2026-03-31T10:00:00Z') },
    ]);
    expect(await ledgerOf(id)).toEqual(before);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('is payable again when the last hold on it is released', async () => {
    const { id, ids } = await makeBooked();
    await holdCommissions(id, ids, HOLD, AFTER_HOLD);
    await holdCommissions(id, ids, { ...HOLD, source: 'frc_2' }, AFTER_HOLD);
    expect(await releaseCommissions(id, 'frc_1', AFTER_HOLD)).toEqual(ids);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toEqual([]);
    await releaseCommissions(id, 'frc_2', AFTER_HOLD);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toHaveLength(1);
    expect(await holdCommissions(id, ids, HOLD, AFTER_HOLD)).toEqual(ids);
    expect(await listPayableEntries(id, {}, AFTER_HOLD)).toEqual([]);
  });

  it('still loses the share of a refund', async () => {
    const { id, ids } = await makeBooked();
    await holdCommissions(id, ids, HOLD, AFTER_HOLD);
    const [{ saleId = '' } = {}] = await listBooked(id);
    await tellRefund(id, saleId ?? '', 5_000);
    expect(await balanceOf(id)).toEqual({ pending: 1_000, payable: 0, paid: 0 });
  });

  it('cannot be one that was paid already', async () => {
    const { id, ids } = await makeBooked();
    await payAll(id);
    expect(await holdCommissions(id, ids, HOLD, AFTER_HOLD)).toEqual([]);
    expect(await listBooked(id)).toMatchObject([{ state: 'paid', heldSince: null }]);
  });

  it('of another company is not touched', async () => {
    const own = await makeBooked();
    const theirs = await makeBooked();
    expect(await holdCommissions(own.id, theirs.ids, HOLD, AFTER_HOLD)).toEqual([]);
    expect(await listBooked(theirs.id)).toMatchObject([{ state: 'payable' }]);
  });
});

describe('declining several commissions', () => {
  it('takes each back by a correction entry, an approved one too, and gives it again when withdrawn', async () => {
    const { id, ids, actor } = await makeBooked(3);
    await decideOnCommission(actor, ids[0] ?? '', { decision: 'approved' });
    const declined = await inTransaction(() => declineCommissions(actor, ids, 'self-referral'));
    expect(declined.toSorted()).toEqual(ids.toSorted());
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 0 });
    expect(await inTransaction(() => declineCommissions(actor, ids, 'again'))).toEqual([]);
    await inTransaction(() => reinstateCommissions(actor, declined));
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 6_000, paid: 0 });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('leaves what was paid', async () => {
    const { id, ids, actor } = await makeBooked();
    await payAll(id);
    expect(await inTransaction(() => declineCommissions(actor, ids, 'too late'))).toEqual([]);
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 0, paid: 2_000 });
  });
});
