import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../test/support/http.ts';
import { savePlan } from '../commissions/index.ts';
import { startListening, stopListening } from '../core/announce.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { recordSale, refundSale, saveCoupon, saveLink } from '../tracking/index.ts';
import { saveAffiliate, saveOffer } from './index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
  await startListening();
});
afterAll(async () => {
  await stopListening();
  await app.close();
});

const TWENTY = {
  kind: 'percent' as const,
  basisPoints: 2_000,
  duration: 'months' as const,
  months: 3,
  text: 'For new teams.',
  promotionCodeId: 'promo_1',
};
const GETS = 'The friend gets 20% off in the first 3 months. For new teams.';

async function open() {
  const { id: ws, slug } = await makeWorkspace();
  await savePlan(ws, { name: 'P', kind: 'percent', rateBasisPoints: 2_000, recurrence: 'once', holdDays: 0 });
  const offer = await saveOffer(ws, {
    ...{ name: 'O', destinationUrl: 'https://acme.example/', utmTemplate: 'promo={discount}' },
    friendDiscount: TWENTY,
  });
  const affiliate = await saveAffiliate(ws, {
    name: 'Ann',
    email: `ann-${ws}@example.com`,
    status: 'active',
  });
  const link = await saveLink(ws, { affiliateId: affiliate.id, offerId: offer.id });
  return { ws, slug, offer, affiliate, link, headers: await withApiKey(ws) };
}

const click = (key: string, visitor: string) =>
  app.inject({
    method: 'POST',
    url: '/dub/track/click',
    headers: { 'user-agent': `Mozilla/5.0 Safari/${visitor}`, origin: 'https://acme.example' },
    body: { domain: 'localhost:4400', key, url: 'https://acme.example/', referrer: '' },
  });

describe('what the friend gets', () => {
  it('is told with the affiliate’s own reward, in the reader’s language', async () => {
    const { slug, headers, offer } = await open();
    const promises = async (locale: string) =>
      (await app.inject({ url: `/api/v1/public/programs/${slug}/promises?locale=${locale}` })).json().data[0];
    expect((await promises('en')).sentence).toBe(`20% of a customer’s first sale, payable at once. ${GETS}`);
    expect((await promises('th')).sentence).toContain('เพื่อนได้ส่วนลด 20% ในช่วง 3 เดือนแรก');
    const own = await app.inject({ url: `/api/v1/offers/${offer.id}`, headers });
    expect(own.json()).toMatchObject({ friendGets: GETS, friendDiscount: TWENTY });
  });

  it('is told to the affiliate in the portal', async () => {
    const { ws, headers } = await open();
    const portal = await signInAsRole(app, ws, 'affiliate');
    const body = { name: 'Pat', email: `affiliate-${ws}@example.com` };
    await app.inject({ method: 'POST', url: '/api/v1/affiliates', headers, body });
    const { offers } = (await app.inject({ url: '/api/v1/portal/me', headers: portal })).json();
    expect(offers).toMatchObject([{ name: 'O', friendGets: GETS }]);
  });

  it('comes to the page with the click, in the shape that Dub’s clients know, and on the link where its template asks', async () => {
    const { link, offer, headers } = await open();
    expect((await click(link.key, '600.1')).json().discount).toEqual({
      id: offer.id.replace('off_', 'disc_'),
      amount: 20,
      type: 'percentage',
      maxDuration: 3,
      description: 'For new teams.',
      couponId: 'promo_1',
      couponTestId: null,
    });
    const sent = await app.inject({
      url: `/r/${link.key}`,
      headers: { 'user-agent': 'Mozilla/5.0 Safari/1' },
    });
    expect(new URL(String(sent.headers.location)).searchParams.get('promo')).toBe('20%');
    const change = {
      friendDiscount: { kind: 'amount', amountMinor: 500, currency: 'usd', duration: 'once' },
    };
    const url = `/api/v1/offers/${offer.id}`;
    expect((await app.inject({ method: 'PATCH', url, headers, body: change })).statusCode).toBe(200);
    const told = async () => (await click(link.key, '600.2')).json().discount;
    await expect.poll(told).toMatchObject({ amount: 500, type: 'flat', maxDuration: 0, couponId: null });
    await app.inject({ method: 'PATCH', url, headers, body: { friendDiscount: null } });
    await expect.poll(told).toBeNull();
  });

  it('cannot contradict itself', async () => {
    const { offer, headers } = await open();
    const refused = async (friendDiscount: object) =>
      (
        await app.inject({
          method: 'PATCH',
          url: `/api/v1/offers/${offer.id}`,
          headers,
          body: { friendDiscount },
        })
      ).statusCode;
    expect(await refused({ ...TWENTY, months: null })).toBe(422);
    expect(await refused({ ...TWENTY, basisPoints: 10_001 })).toBe(422);
    expect(await refused({ kind: 'amount', amountMinor: 500, duration: 'once' })).toBe(422);
  });
});

describe('a coupon', () => {
  it('keeps the promotion code that stands for it at the payment system', async () => {
    const { affiliate, offer, headers } = await open();
    const coupon = {
      affiliateId: affiliate.id,
      offerId: offer.id,
      code: 'ANN20',
      promotionCodeId: 'promo_9',
    };
    const made = await app.inject({ method: 'POST', url: '/api/v1/coupons', headers, body: coupon });
    expect(made.json()).toMatchObject({ promotionCodeId: 'promo_9' });
    const url = `/api/v1/coupons/${made.json().id}`;
    const changed = await app.inject({ method: 'PATCH', url, headers, body: { promotionCodeId: null } });
    expect(changed.json()).toMatchObject({ promotionCodeId: null });
  });
});

describe('a discount that a sale tells', () => {
  it('counts as a cost of the affiliate, less the refunded share', async () => {
    const { ws, affiliate, offer, headers } = await open();
    await saveCoupon(ws, { affiliateId: affiliate.id, offerId: offer.id, code: 'ANN' });
    const sale = { customerExternalId: 'c', amountMinor: 8_000, currency: 'USD', couponCode: 'ANN' };
    await recordSale(ws, { ...sale, externalId: 's-1', discountMinor: 2_000 });
    await recordSale(ws, { ...sale, externalId: 's-2', discountMinor: 2_000 });
    await recordSale(ws, { ...sale, externalId: 's-3' });
    await refundSale(ws, { saleExternalId: 's-2', refundExternalId: 'r', amountMinor: 2_000 });
    const answer = await app.inject({ url: `/api/v1/quality/affiliates/${affiliate.id}`, headers });
    expect(answer.json()).toMatchObject({ discountMinor: 3_500, commissionMinor: 1_600 });
    const inputs = answer.json().inputs as { input: string; amountMinor: number }[];
    expect(inputs.find(({ input }) => input === 'discounts')?.amountMinor).toBe(-3_500);
    expect(inputs.find(({ input }) => input === 'own_commission')?.amountMinor).toBe(-5_100);
  });
});
