import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { inviteAffiliate, saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { findMail } from '../../core/mail-outbox.ts';
import { savePeople } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { assignPlan, savePlan } from '../index.ts';

useDatabase();

const config = testConfig();
let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(() => app.close());

async function invite(): Promise<{ workspaceId: string; token: string }> {
  const { id, slug } = await makeWorkspace();
  const [person] = await savePeople(id, [{ email: `ann-${slug}@example.com`, name: 'Ann Smith' }]);
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example' });
  const wanted = { personId: person?.id ?? '', accountId: null, offerId: offer.id };
  const { mailId } = await inviteAffiliate(systemActor(id, 'test'), config, wanted);
  const mail = await findMail(id, mailId);
  return { workspaceId: id, token: /\/invitation\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '' };
}

const promiseOf = (token: string, query = '') =>
  app.inject({ url: `/api/v1/public/invitations/${token}/promise${query}` });

it('an invitation says what is paid under the plan that holds, in the reader’s language', async () => {
  const { workspaceId, token } = await invite();
  expect((await promiseOf(token)).json()).toEqual({ sentence: null });
  await savePlan(workspaceId, {
    name: 'Year',
    kind: 'percent',
    rateBasisPoints: 2_000,
    recurrence: 'months',
    recurrenceMonths: 12,
  });
  expect((await promiseOf(token)).json().sentence).toBe(
    '20% of every sale in the 12 months after a customer’s first one, payable 30 days after the sale.',
  );
  expect((await promiseOf(token, '?locale=th')).json().sentence).toContain('20% ของทุกการซื้อภายใน 12 เดือน');
});

it('the public page says of each open offer what an invitation to it would say', async () => {
  const { id, slug } = await makeWorkspace();
  const offerOf = (name: string, isOpen: boolean) =>
    saveOffer(id, { name, destinationUrl: 'https://acme.example', isOpen });
  const [main, special] = [await offerOf('Main', true), await offerOf('Special', true)];
  await offerOf('Closed', false);
  const promisesOf = async (query = '') =>
    (await app.inject({ url: `/api/v1/public/programs/${slug}/promises${query}` })).json();
  expect(await promisesOf()).toEqual({
    data: expect.arrayContaining([
      { offerId: main.id, sentence: null },
      { offerId: special.id, sentence: null },
    ]),
  });
  await savePlan(id, { name: 'All', kind: 'percent', rateBasisPoints: 1_000, recurrence: 'once' });
  const own = await savePlan(id, {
    name: 'Own',
    kind: 'percent',
    rateBasisPoints: 3_000,
    recurrence: 'lifetime',
  });
  await assignPlan(id, special.id, own.id);
  const { data } = await promisesOf();
  expect(data).toHaveLength(2);
  expect(new Map(data.map((it: { offerId: string; sentence: string }) => [it.offerId, it.sentence]))).toEqual(
    new Map([
      [main.id, expect.stringMatching(/^10% .*30 days after the sale\.$/)],
      [special.id, expect.stringMatching(/^30% .*30 days after the sale\.$/)],
    ]),
  );
  expect((await promisesOf('?locale=th')).data[0].sentence).toMatch(/[ก-๛]/);
  expect((await app.inject({ url: '/api/v1/public/programs/nobody/promises' })).statusCode).toBe(404);
});

it('an invitation that was used, or that nobody wrote, promises nothing', async () => {
  expect((await promiseOf('0'.repeat(32))).statusCode).toBe(404);
  const { token } = await invite();
  const url = `/api/v1/public/invitations/${token}/acceptance`;
  const accepted = await app.inject({ method: 'POST', url, body: { termsVersion: 1 } });
  expect(accepted.statusCode).toBe(200);
  expect((await promiseOf(token)).statusCode).toBe(410);
});
