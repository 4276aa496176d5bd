import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { savePlan } from '../../commissions/index.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newIdAt } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { recordSale } from '../conversions/record-sales.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const get = (url: string, headers: Headers) => app.inject({ url: `/api/v1${url}`, headers });
const post = (url: string, headers: Headers, body: object) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers, body });

/** Ann has brought the customer of two sales; Bob signs in to the portal. */
async function missedSale() {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  const [ann, bob] = affiliates;
  await savePlan(id, { ...TWENTY_PERCENT, holdDays: 0 });
  const at = ago(9);
  const [clickId] = await recordClicks(id, [
    { id: newIdAt('clk', at), at, linkId: ann?.link.id ?? '', visitorId: 'visitor-0000000001' },
  ]);
  const sale = (externalId: string, days: number) =>
    recordSale(id, {
      ...{ externalId, customerExternalId: 'c1', customerEmail: 'Cy@Example.com', clickId },
      ...{ amountMinor: 10_000, currency: 'usd', occurredAt: ago(days) },
    });
  const first = (await sale('order-1', 8)).sale;
  const second = (await sale('order-2', 7)).sale;
  const headers = await withApiKey(id);
  const portal: Headers = await signInAsRole(app, id, 'affiliate');
  await pool().query(
    `update affiliates.affiliates set user_id = (select user_id from workspace.members
       where workspace_id = $1 and role = 'affiliate') where workspace_id = $1 and id = $2`,
    [id, bob?.id],
  );
  const credits = async () => {
    const { data } = (await get('/commissions', headers)).json();
    return data
      .map((row: { affiliateName: string; saleExternalId: string; keptMinor: number }) => [
        ...[row.saleExternalId, row.affiliateName, row.keptMinor],
      ])
      .sort();
  };
  return { id, offer, ann, bob, first, second, sale, headers, portal, credits };
}

const QUESTION = { orderId: 'order-1', comment: 'They read about it on my page.' };

describe('a question about a missing sale', () => {
  it('stands once until it is answered, and tells the affiliate nothing of the sale', async () => {
    const { headers, portal, id } = await missedSale();
    const asked = await post('/portal/credit-requests', portal, QUESTION);
    expect(asked.statusCode).toBe(201);
    expect(
      (await post('/portal/credit-requests', portal, { ...QUESTION, orderId: 'ORDER-1' })).json().id,
    ).toBe(asked.json().id);
    const unknown = await post('/portal/credit-requests', portal, { ...QUESTION, orderId: 'no-such-order' });
    expect(Object.keys(unknown.json())).toEqual(Object.keys(asked.json()));
    expect(unknown.json()).toMatchObject({ status: 'open', answer: null });
    expect((await post('/portal/credit-requests', portal, { comment: 'Mine' })).statusCode).toBe(422);
    expect((await get('/credit-requests', headers)).json().data).toHaveLength(2);
    expect((await get('/credit-requests', portal)).statusCode).toBe(403);
    const { rows } = await pool().query(
      `select object_id from workspace.audit_entries where workspace_id = $1 and action = 'credit_request.made'`,
      [id],
    );
    expect(rows).toHaveLength(2);
  });

  it('comes with the sales that it may be about, by order or by e-mail, each with its decision', async () => {
    const { headers, portal, first, second } = await missedSale();
    const byOrder = (await post('/portal/credit-requests', portal, QUESTION)).json().id;
    const byEmail = (
      await post('/portal/credit-requests', portal, { customerEmail: 'cy@example.com', comment: 'Mine' })
    ).json().id;
    const saleIds = async (request: string) =>
      (await get(`/credit-requests/${request}`, headers)).json().sales.map((sale: { id: string }) => sale.id);
    expect(await saleIds(byOrder)).toEqual([first.id]);
    expect(await saleIds(byEmail)).toEqual([second.id, first.id]);
    const [evidence] = (await get(`/credit-requests/${byOrder}`, headers)).json().sales;
    expect(evidence.decision.reason.code).toBe('tracking:touch.last_click');
  });
});

describe('an answer', () => {
  it.each([
    ['credited', 'The sale is yours now'],
    ['refused', 'We cannot credit you'],
  ])('that is %s is written to who asked with its reason, once', async (outcome, sentence) => {
    const { headers, portal, offer, first, id: workspaceId, bob } = await missedSale();
    const { id } = (await post('/portal/credit-requests', portal, QUESTION)).json();
    const body = { outcome, saleId: first.id, offerId: offer.id, answer: 'We looked at it.' };
    for (const _time of [1, 2]) await post(`/credit-requests/${id}/answer`, headers, body);
    await drainJobs();
    const { rows } = await pool().query(
      "select recipient, body_text from core.mails where workspace_id = $1 and kind like 'credit_request%'",
      [workspaceId],
    );
    expect(rows).toMatchObject([{ recipient: bob?.email }]);
    expect(rows[0].body_text).toContain(sentence);
    expect(rows[0].body_text).toContain('order-1');
    expect(rows[0].body_text).toContain('We looked at it.');
  });

  it('credits this sale alone: commission is taken back from the one and booked for the other, once', async () => {
    const { headers, portal, bob, offer, first, credits, sale } = await missedSale();
    const { id } = (await post('/portal/credit-requests', portal, QUESTION)).json();
    const body = { outcome: 'credited', saleId: first.id, offerId: offer.id, answer: 'You wrote first.' };
    const answer = () => post(`/credit-requests/${id}/answer`, headers, body);
    const answers = await Promise.all([answer(), answer()]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(answers[0]?.json()).toMatchObject({ status: 'credited', decisionVersion: 2 });
    const moved = [
      ['order-1', 'Ann', 0],
      ['order-1', 'Bob', 2_000],
      ['order-2', 'Ann', 2_000],
    ];
    expect(await credits()).toEqual(moved);
    const detail = (await get(`/sales/${first.id}`, headers)).json();
    expect(detail.affiliateId).toBe(bob?.id);
    expect(detail.decision.reason.text).toContain('in place of decision 1: You wrote first.');
    expect(detail.earlierDecisions).toMatchObject([{ version: 1 }]);
    // A fact that comes late decides the customer anew; what a person has given stands.
    await sale('order-0', 8.5);
    expect((await credits()).slice(1)).toEqual(moved);
    expect((await get('/portal/credit-requests', portal)).json().data).toMatchObject([
      { status: 'credited', answer: 'You wrote first.' },
    ]);
  });

  it('lets later sales follow where the customer counts as theirs', async () => {
    const { headers, portal, offer, first, credits } = await missedSale();
    const { id } = (await post('/portal/credit-requests', portal, QUESTION)).json();
    await post(`/credit-requests/${id}/answer`, headers, {
      ...{ outcome: 'credited', saleId: first.id, offerId: offer.id, answer: 'Yours.', keepsCustomer: true },
    });
    expect(await credits()).toEqual([
      ['order-1', 'Ann', 0],
      ['order-1', 'Bob', 2_000],
      ['order-2', 'Ann', 0],
      ['order-2', 'Bob', 2_000],
    ]);
  });

  it('refuses with words that the affiliate reads, and moves nothing', async () => {
    const { headers, portal, credits, first, offer } = await missedSale();
    const { id } = (await post('/portal/credit-requests', portal, QUESTION)).json();
    const before = await credits();
    const refuse = { outcome: 'refused', answer: 'They clicked on another link later.' };
    expect((await post(`/credit-requests/${id}/answer`, headers, refuse)).statusCode).toBe(200);
    expect((await post(`/credit-requests/${id}/answer`, headers, refuse)).statusCode).toBe(200);
    const credit = { outcome: 'credited', saleId: first.id, offerId: offer.id, answer: 'Yours.' };
    expect((await post(`/credit-requests/${id}/answer`, headers, credit)).json().code).toBe(
      'already_answered',
    );
    expect(await credits()).toEqual(before);
    expect((await get('/portal/credit-requests', portal)).json().data[0]).toMatchObject({
      status: 'refused',
      answer: refuse.answer,
    });
    expect((await post('/portal/credit-requests', portal, QUESTION)).json().id).not.toBe(id);
  });

  it('is given by those who may approve only, and not for a sale that is theirs already', async () => {
    const { id: ws, headers, portal, offer, first, second } = await missedSale();
    const ask = (orderId: string) => post('/portal/credit-requests', portal, { ...QUESTION, orderId });
    const { id } = (await ask('order-1')).json();
    const body = { outcome: 'credited', saleId: first.id, offerId: offer.id, answer: 'Yours.' };
    const finance = await signInAsRole(app, ws, 'finance');
    expect((await post(`/credit-requests/${id}/answer`, finance, body)).statusCode).toBe(403);
    await post(`/credit-requests/${id}/answer`, headers, { ...body, keepsCustomer: true });
    const again = (await ask('order-2')).json().id;
    const repeated = { ...body, saleId: second.id };
    expect((await post(`/credit-requests/${again}/answer`, headers, repeated)).json().code).toBe(
      'already_credited',
    );
  });
});
