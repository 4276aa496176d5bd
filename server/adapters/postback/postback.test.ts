import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { saveOffer } from '../../affiliates/index.ts';
import type { PostbackCall } from '../../connections/intake/schema.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { findSales, recordClicks } from '../../tracking/index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function openProgram(ofAnotherOffer = false) {
  const { id: ws, affiliates } = await makeProgram(['Ann']);
  const headers = await withApiKey(ws);
  const other = await saveOffer(ws, { name: 'Other', destinationUrl: 'https://other.example' });
  const made = await app.inject({
    ...{ method: 'POST', url: '/api/v1/postback-keys', headers },
    body: { name: 'Network', offerId: ofAnotherOffer ? other.id : null },
  });
  const { url, id } = made.json<{ url: string; id: string }>();
  const path = new URL(url).pathname;
  const [ann] = affiliates;
  const [clickId = ''] = await recordClicks(ws, [
    { at: new Date(), linkId: ann?.link.id ?? '', visitorId: 'visitor-1' },
  ]);
  const call = async (parameters: Record<string, string>) => {
    const answer = await app.inject({ method: 'GET', url: path, query: parameters });
    return { status: answer.statusCode, ...answer.json<{ outcome: string; note: string | null }>() };
  };
  const calls = async () =>
    (await app.inject({ method: 'GET', url: '/api/v1/postback-calls', headers })).json<{
      data: PostbackCall[];
    }>().data;
  return { ws, ann, clickId, call, calls, path, headers, keyId: id };
}

describe('a postback', () => {
  it('becomes a sale of whoever brought the click, once for each order, for ever', async () => {
    const { ws, ann, clickId, call } = await openProgram();
    const told = {
      tid: clickId,
      revenue: '49.90',
      currency: 'eur',
      order_id: 'A-1',
      goal: 'Upgrade',
      sub1: 'n',
    };
    expect(await call(told)).toMatchObject({ status: 200, outcome: 'recorded', note: 'sale' });
    expect(await call(told)).toMatchObject({ status: 200, outcome: 'repeat' });
    expect(await findSales(ws, ['A-1'])).toMatchObject([
      { amountMinor: 4_990, currency: 'EUR', affiliateId: ann?.id, eventName: 'Upgrade', clickId },
    ]);
  });

  it('without an amount becomes a lead, and a sale of the same click comes after it', async () => {
    const { clickId, call } = await openProgram();
    expect(await call({ clickid: clickId })).toMatchObject({ outcome: 'recorded', note: 'lead' });
    expect(await call({ clickid: clickId, amount: '5' })).toMatchObject({
      outcome: 'recorded',
      note: 'sale',
    });
  });

  it('waits while it is pending, is reversed when it is rejected, and given again', async () => {
    const { ws, clickId, call } = await openProgram();
    const say = (status: string, more = {}) => call({ order_id: 'B-1', status, ...more });
    expect(await say('pending', { tid: clickId, amount: '10' })).toMatchObject({ outcome: 'waiting' });
    expect(await findSales(ws, ['B-1'])).toEqual([]);
    expect(await say('1')).toMatchObject({ outcome: 'recorded', note: 'sale' });
    expect(await say('0')).toMatchObject({ outcome: 'reversed' });
    expect(await say('rejected')).toMatchObject({ outcome: 'repeat' });
    expect(await findSales(ws, ['B-1'])).toMatchObject([{ amountMinor: 1_000, refundedMinor: 1_000 }]);
    expect(await say('approved')).toMatchObject({ outcome: 'restored' });
    expect(await findSales(ws, ['B-1'])).toMatchObject([{ refundedMinor: 0 }]);
    expect(await say('rejected')).toMatchObject({ outcome: 'reversed' });
    expect(await findSales(ws, ['B-1'])).toMatchObject([{ refundedMinor: 1_000 }]);
  });

  it('is recorded once when the same call comes twice at once', async () => {
    const { clickId, call } = await openProgram();
    const told = { tid: clickId, amount: '1', order_id: 'C-1' };
    const outcomes = (await Promise.all([call(told), call(told), call(told)])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['recorded', 'repeat', 'repeat']);
  });

  it('is taken as a form and as JSON too', async () => {
    const { clickId, path, calls } = await openProgram();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ tid: clickId, amount: '1', order_id: 'D-1' }).toString();
    expect((await app.inject({ method: 'POST', url: path, headers: form, payload })).statusCode).toBe(200);
    const body = { tid: clickId, amount: 2.5, order_id: 'D-2' };
    expect((await app.inject({ method: 'POST', url: path, body })).statusCode).toBe(200);
    expect((await calls()).map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded']);
  });
});

describe('what is refused', () => {
  it('is kept with its reason, as it was received and understood', async () => {
    const { call, calls } = await openProgram();
    expect(await call({ tid: 'clk_unknown', amount: '1' })).toMatchObject({
      status: 422,
      note: 'unknown_click',
    });
    expect(await calls()).toMatchObject([
      {
        ...{ method: 'GET', outcome: 'refused', note: 'unknown_click' },
        parameters: { tid: 'clk_unknown', amount: '1' },
        understood: [
          { meaning: 'clickId', name: 'tid' },
          { meaning: 'amount', name: 'amount' },
        ],
      },
    ]);
  });

  it('is a click of another offer than the key’s', async () => {
    const { clickId, call } = await openProgram(true);
    expect(await call({ tid: clickId, amount: '1' })).toMatchObject({ status: 422, note: 'another_offer' });
  });

  it('is every call by a key that was revoked or never given', async () => {
    const { path, headers, keyId } = await openProgram();
    await app.inject({ method: 'DELETE', url: `/api/v1/postback-keys/${keyId}`, headers });
    for (const url of [path, '/postback/never-given'])
      expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404);
  });
});
