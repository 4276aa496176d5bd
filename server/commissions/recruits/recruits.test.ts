import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInToPortal } from '../../../test/support/money.ts';
import { changeAffiliate, saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { grantAward, type NewAward, savePlan } from '../index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

it('an affiliate sees whom they invited, what that brought, what is promised, and how to invite', async () => {
  const { id } = await makeWorkspace();
  const also = [{ kind: 'recruit', rateBasisPoints: 1_000, months: null } as const];
  const terms = {
    kind: 'percent',
    rateBasisPoints: 2_000,
    recurrence: 'once',
    currency: 'USD',
    also,
  } as const;
  await savePlan(id, { name: 'Standard', ...terms, also: [...also] });
  const { portal, userId } = await signInToPortal(app, id);
  const join = async (name: string, extra = {}) =>
    (await saveAffiliate(id, { name, email: `${name}@example.com`, status: 'active', ...extra })).id;
  const ann = await join('ann', { userId });
  const bob = await join('bob');
  await join('cas');
  await changeAffiliate(systemActor(id, 'test'), bob, { recruiterId: ann });
  const see = async () => (await app.inject({ url: '/api/v1/portal/recruits', headers: portal })).json();
  expect(await see()).toMatchObject({ inviteUrl: null, data: [{ id: bob, isActive: true, earned: [] }] });
  await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.', isOpen: true });
  const base: NewAward = {
    kind: 'lead',
    ...{ sourceKey: 'cus_1', affiliateId: bob, amountMinor: 5_000, currency: 'USD' },
    ...{ earnedAt: new Date(), releaseAt: new Date(), reason: { code: 'first', values: {} } },
  };
  const lead = await grantAward(id, base);
  const share: NewAward = {
    ...base,
    kind: 'recruit',
    sourceKey: `${lead}:USD`,
    affiliateId: ann,
    amountMinor: 500,
  };
  await grantAward(id, share);
  expect(await see()).toMatchObject({
    inviteUrl: expect.stringMatching(new RegExp(`/program/.+\\?via=${ann}$`)),
    promises: ['You get 10% of what a partner you invited earns.'],
    data: [{ id: bob, name: 'bob', earned: [{ currency: 'USD', amountMinor: 500 }] }],
  });
});
