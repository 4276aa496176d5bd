import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { useReceiver } from '../../../test/support/receiver.ts';
import { createAffiliate } from '../../affiliates/index.ts';
import { savePlan } from '../../commissions/index.ts';
import { systemActor } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks, recordLead, recordSale, refundSale } from '../../tracking/index.ts';
import { ensureIdentity } from '../../workspace/index.ts';
import { fillTemplate } from './fill-template.ts';
import { triggerOf } from './triggers.ts';

const config = testConfig({ GOODWORD_OUTGOING_ALLOW: '127.0.0.1' });
useDatabase(config);
const receiver = useReceiver();

let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(() => app.close());

async function openProgram(eventTypes: string[], template = 'c={click_id}&s={sub1}&p={payout}&st={status}') {
  const { id: ws, affiliates } = await makeProgram(['Ann', 'Bob']);
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(ws);
  const [ann, bob] = affiliates;
  const made = await app.inject({
    ...{ method: 'POST', url: '/api/v1/postbacks', headers },
    body: { affiliateId: ann?.id, url: `${receiver.url}/t?${template}`, eventTypes },
  });
  expect(made.statusCode).toBe(201);
  const clickOf = async (linkId = '') =>
    (await recordClicks(ws, [{ at: new Date(), linkId, visitorId: 'v1', sub1: 'news & views' }]))[0] ?? '';
  return { ws, headers, ann, bob, clickOf, id: made.json<{ id: string }>().id };
}

const paths = () => receiver.received.map(({ path }) => decodeURIComponent(path));

describe('a postback', () => {
  it('is told of a sale with the click that brought it, also when a renewal names no click', async () => {
    const { ws, ann, clickOf } = await openProgram(['sale']);
    const clickId = await clickOf(ann?.link.id);
    const sale = { customerExternalId: 'c1', amountMinor: 4_900, currency: 'USD' };
    await recordSale(ws, { ...sale, clickId, invoiceId: 'i1' });
    await recordSale(ws, { ...sale, invoiceId: 'i2' });
    await drainJobs();
    expect(paths()).toEqual(Array(2).fill(`/t?c=${clickId}&s=news & views&p=9.80&st=approved`));
  });

  it('is not told of what others bring', async () => {
    const { ws, bob, clickOf } = await openProgram(['lead', 'sale', 'approved', 'reversed']);
    await recordLead(ws, { customerExternalId: 'c1', clickId: await clickOf(bob?.link.id) });
    await drainJobs();
    expect(paths()).toEqual([]);
  });

  it('is told of a lead, of an approval and of what is left after a refund', async () => {
    const { ws, ann, clickOf } = await openProgram(
      ['lead', 'approved', 'reversed'],
      'g={goal}&p={payout}&a={amount}&cur={currency}&st={status}',
    );
    const clickId = await clickOf(ann?.link.id);
    await recordLead(ws, { customerExternalId: 'c1', clickId });
    await recordSale(ws, {
      ...{ customerExternalId: 'c1', clickId, invoiceId: 'i1', amountMinor: 10_000, currency: 'USD' },
    });
    await drainJobs();
    await refundSale(ws, { saleExternalId: 'i1', refundExternalId: 'r1', amountMinor: 5_000 });
    await drainJobs();
    await refundSale(ws, { saleExternalId: 'i1', refundExternalId: 'r2' });
    await drainJobs();
    expect(paths()).toEqual([
      '/t?g=Sign up&p=&a=&cur=&st=approved',
      '/t?g=Purchase&p=20.00&a=100.00&cur=USD&st=approved',
      '/t?g=Purchase&p=10.00&a=100.00&cur=USD&st=approved',
      '/t?g=Purchase&p=0.00&a=100.00&cur=USD&st=rejected',
    ]);
  });

  it('is tried with sample values', async () => {
    const { headers, id } = await openProgram(['sale']);
    await app.inject({ method: 'POST', url: `/api/v1/postbacks/${id}/tests`, headers });
    await drainJobs();
    expect(paths()).toEqual(['/t?c=clk_sample&s=sample-1&p=9.80&st=approved']);
  });
});

describe('an affiliate', () => {
  it('sets their own postback, and neither sees nor touches another’s', async () => {
    const { ws, id } = await openProgram(['sale']);
    const email = `cat-${ws}@example.com`;
    await ensureIdentity({ email, name: 'Cat', password: 'correct horse battery' });
    await createAffiliate(systemActor(ws, 'test'), config, { name: 'Cat', email }, { isSilent: true });
    const headers = await signInAs(app, email);
    const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      app.inject({ method, url: `/api/v1/portal/postbacks${path}`, headers, ...(body ? { body } : {}) });
    const own = await ask('POST', '', { url: 'https://tracker.example/?c={click_id}', eventTypes: ['sale'] });
    expect(own.statusCode).toBe(201);
    expect((await ask('GET', '')).json().data).toMatchObject([{ id: own.json().id }]);
    const refused = [
      ask('PATCH', `/${id}`, { status: 'paused' }),
      ask('DELETE', `/${id}`),
      ask('POST', `/${id}/tests`),
    ];
    expect((await Promise.all(refused)).map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    const inside = await ask('POST', '', { url: 'http://127.0.0.2/{sub1}', eventTypes: ['sale'] });
    expect(inside.json()).toMatchObject({ errors: [{ path: 'url' }] });
  });
});

describe('the rules', () => {
  it('encode values, empty what is missing and leave other braces', () => {
    expect(fillTemplate('https://x.example/?a={sub1}&b={sub2}&c={other}', { sub1: 'é&=?{sub2}' })).toBe(
      'https://x.example/?a=%C3%A9%26%3D%3F%7Bsub2%7D&b=&c={other}',
    );
  });

  it.each([
    ['lead.recorded', {}, 'lead'],
    ['sale.recorded', {}, 'sale'],
    ['commission.created', { needsApproval: false }, 'approved'],
    ['commission.created', { needsApproval: true }, null],
    ['commission.decided', { decision: 'approved' }, 'approved'],
    ['commission.decided', { decision: 'declined' }, null],
    ['commission.reversed', {}, 'reversed'],
    ['payout.paid', {}, null],
  ])('%s %o calls on %s', (type, payload, trigger) => expect(triggerOf(type, payload)).toBe(trigger));
});
