import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { saveAffiliate } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { grantByHand } from './grant-by-hand.ts';
import { redeemPoints, viewPoints } from './redeem-points.ts';

useDatabase();

const COMMIT_AFTER_MS = 200;

describe('points', () => {
  it('are redeemed once for an id of the company’s own also while another redemption, of other points, has it', async () => {
    const { id } = await makeWorkspace();
    const actor = systemActor(id, 'test');
    const ann = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
    for (const name of ['stars', 'hearts']) {
      const what = { kind: 'points', points: 10, name } as const;
      await grantByHand(actor, { affiliateId: ann.id, what, currency: null, reason: 'Spoke at our meeting' });
    }
    const input = {
      ...{ affiliateId: ann.id, points: 4, purpose: 'A T-shirt', code: '', externalId: 'order-2' },
    };
    const made = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const first = inTransaction(async () => {
      const redemption = await redeemPoints(actor, { ...input, name: 'stars' });
      made.resolve();
      await mayCommit.promise;
      return redemption;
    });
    await made.promise;
    const second = redeemPoints(actor, { ...input, name: 'hearts' });
    await delay(COMMIT_AFTER_MS);
    mayCommit.resolve();
    expect((await second).id).toBe((await first).id);
    const points = (await viewPoints(actor)).map((balance) => balance.points);
    expect(points.toSorted((one, other) => one - other)).toEqual([6, 10]);
  });
});
