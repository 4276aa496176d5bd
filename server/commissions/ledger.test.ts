import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { AFTER_HOLD, balanceOf, payAll, TWENTY_PERCENT, tellSale } from '../../test/support/money.ts';
import { pool } from '../core/db.ts';
import { listPayableEntries, savePlan, settleEntries } from './index.ts';

useDatabase();

describe('the ledger', () => {
  it('refuses to be changed, emptied or deleted from', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    for (const statement of [
      'update commissions.ledger_lines set amount_minor = amount_minor * 2',
      'delete from commissions.ledger_lines',
      'update commissions.ledger_entries set currency = upper(currency)',
      'delete from commissions.ledger_entries',
      'truncate commissions.ledger_entries cascade',
      'update commissions.commissions set amount_minor = 1',
      'delete from commissions.commissions',
      'update commissions.plan_versions set rate_basis_points = 1',
      'delete from commissions.refunds',
    ]) {
      await expect(pool().query(statement), statement).rejects.toThrow('append-only');
    }
  });

  it('refuses lines that do not sum to zero, entries without lines, and a foreign currency', async () => {
    const { id } = await makeWorkspace();
    const entry = (name: string) =>
      `insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
       values ('${id}', '${name}', '${name}', 'commission', 'USD', now())`;
    const line = (name: string, ...lines: [number, number, string?][]) =>
      `insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, amount_minor,
         currency, at) values ${lines.map(([n, amount, currency = 'USD']) => `('${id}', '${name}', ${n}, 'affiliate', 'aff_1', ${amount}, '${currency}', now())`).join(', ')}`;
    await expect(pool().query(entry('empty'))).rejects.toThrow('does not sum to zero');
    await expect(pool().query(`${entry('e1')}; ${line('e1', [1, 100], [2, -99])}`)).rejects.toThrow(
      'sum to zero',
    );
    await expect(pool().query(`${entry('e2')}; ${line('e2', [1, 100, 'EUR'], [2, -100])}`)).rejects.toThrow(
      'sum to zero',
    );
    await pool().query(`${entry('e3')}; ${line('e3', [1, 100], [2, -100])}`);
    await expect(pool().query(line('e3', [3, 50]))).rejects.toThrow('sum to zero');
    await expect(pool().query(entry('e3').replace("'e3', 'e3'", "'e4', 'e3'"))).rejects.toThrow(
      'duplicate key',
    );
  });

  it('pays an entry once: a second payment and one of another amount are refused', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    const line = await payAll(id);
    await expect(
      settleEntries(id, 'payout', [{ ...line, sourceId: 'pol_2' }], AFTER_HOLD),
    ).rejects.toMatchObject({
      code: 'not_payable',
    });
    await tellSale(id);
    const [open] = await listPayableEntries(id, {}, AFTER_HOLD);
    const wrong = { ...line, sourceId: 'pol_3', entryIds: [open?.entryId ?? ''], amountMinor: 2_001 };
    await expect(settleEntries(id, 'payout', [wrong], AFTER_HOLD)).rejects.toMatchObject({
      code: 'not_payable',
    });
    expect(await balanceOf(id)).toEqual({ pending: 0, payable: 2_000, paid: 2_000 });
  });
});
