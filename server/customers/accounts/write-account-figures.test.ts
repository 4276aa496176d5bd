import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { saveAccounts, writeAccountFigures } from '../index.ts';
import { findAccount } from '../store/list-accounts.ts';

useDatabase();

describe('the figures of an account', () => {
  it('keep what is not given, lose what is null, and are the last ones told', async () => {
    const { id: ws } = await makeWorkspace();
    const [saved] = await saveAccounts(ws, [{ name: 'Acme' }]);
    const accountId = saved?.id ?? '';
    const lastActiveAt = new Date('2025-03-01T10:00:00.123Z');
    await writeAccountFigures(ws, [
      { accountId, mrrMinor: 100, currency: 'USD', lastActiveAt, churnRisk: 0.25 },
      { accountId, mrrMinor: 200 },
    ]);
    await writeAccountFigures(ws, [{ accountId, churnRisk: null, healthBand: 'poor', npsScore: undefined }]);
    expect((await findAccount(ws, accountId, systemActor(ws, 'test')))?.figures).toMatchObject({
      mrrMinor: 200,
      currency: 'USD',
      lastActiveAt,
      churnRisk: null,
      healthBand: 'poor',
    });
  });

  it('are told one by one by two acts at once, in whatever order, without either failing', async () => {
    const { id: ws } = await makeWorkspace();
    const saved = await saveAccounts(ws, [{ name: 'Acme' }, { name: 'Zenith' }]);
    const [first = '', second = ''] = saved.map(({ id }) => id);
    const haveBothBegun = Promise.withResolvers<void>();
    let begun = 0;
    const tell = (accountIds: string[], figures: { mrrMinor?: number; referralCount?: number }) =>
      inTransaction(async () => {
        for (const accountId of accountIds) {
          await writeAccountFigures(ws, [{ accountId, ...figures }]);
          begun += 1;
          if (begun >= 2) haveBothBegun.resolve();
          await haveBothBegun.promise;
        }
      });
    await Promise.all([
      tell([first, second], { mrrMinor: 100 }),
      tell([second, first], { referralCount: 2 }),
    ]);
    for (const accountId of [first, second])
      expect((await findAccount(ws, accountId, systemActor(ws, 'test')))?.figures).toMatchObject({
        mrrMinor: 100,
        referralCount: 2,
      });
  });

  it('are never written for an account of another workspace', async () => {
    const [{ id: mine }, { id: theirs }] = [await makeWorkspace(), await makeWorkspace()];
    const [saved] = await saveAccounts(theirs, [{ name: 'Theirs' }]);
    const accountId = saved?.id ?? '';
    await writeAccountFigures(mine, [
      { accountId, mrrMinor: 1 },
      { accountId: 'acc_unknown', mrrMinor: 1 },
    ]);
    expect((await findAccount(theirs, accountId, systemActor(theirs, 'test')))?.figures.mrrMinor).toBeNull();
  });
});
