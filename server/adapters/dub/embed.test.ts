import { addHours } from 'date-fns/addHours';
import type { Dub } from 'dub';
import { Conflict, Forbidden, NotFound, UnprocessableEntity } from 'dub/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { startForDub } from '../../../test/support/dub.ts';
import { listOperations } from '../../../test/support/openapi.ts';
import { saveOffer } from '../../affiliates/index.ts';
import { savePlan } from '../../commissions/index.ts';
import { setClock } from '../../core/clock.ts';
import { seal } from '../../core/vault.ts';
import { recordSale, saveCoupon } from '../../tracking/index.ts';

useDatabase();

let dubSite: Awaited<ReturnType<typeof startForDub>>;
beforeAll(async () => {
  dubSite = await startForDub();
});
afterAll(() => dubSite.app.close());

const open = (token: string, headers = {}) =>
  dubSite.app.inject({ url: `/embed/referrals?token=${encodeURIComponent(token)}`, headers });

async function setTheScene() {
  const { id } = await makeWorkspace();
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example/start' });
  await savePlan(id, {
    ...{ name: 'Plan', kind: 'percent', rateBasisPoints: 2_000, recurrence: 'lifetime', holdDays: 0 },
  });
  return { id, offer, dub: await dubSite.clientOf(id) };
}

async function sellFor(id: string, offerId: string, dub: Dub, tenantId: string, amountMinor: number) {
  const partner = await dub.partners.create({
    email: `${tenantId}@example.com`,
    tenantId,
    username: tenantId,
  });
  const affiliateId = partner.id.replace('pn_', 'aff_');
  await saveCoupon(id, { affiliateId, offerId, code: tenantId.toUpperCase() });
  await recordSale(id, {
    ...{ invoiceId: `inv-${tenantId}`, amountMinor, currency: 'USD', couponCode: tenantId.toUpperCase() },
    customerExternalId: `customer-of-${tenantId}`,
  });
}

describe('an embed token', () => {
  it('of the official SDK opens the page of that partner: link, sales, earnings, and nobody else’s', async () => {
    const { id, offer, dub } = await setTheScene();
    await sellFor(id, offer.id, dub, 'ann', 10_000);
    await sellFor(id, offer.id, dub, 'bob', 77_700);
    const { publicToken } = await dub.embedTokens.referrals({ tenantId: 'ann' });
    const page = await open(publicToken);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('/r/ann');
    expect(page.body).toContain('$20.00');
    expect(page.body).not.toMatch(/bob|155\.40/);
    const thai = await open(publicToken, { 'accept-language': 'th' });
    expect(thai.body).toContain('lang="th"');
  });

  it('of a partner who is given is made together with the partner, and again is the same one', async () => {
    const { dub } = await setTheScene();
    const partner = { email: 'cy@example.com', name: '<b>Cy</b>', tenantId: 'cy', username: 'cy' };
    const first = await dub.embedTokens.referrals({ partner });
    await dub.embedTokens.referrals({ tenantId: 'cy', partner: { email: 'cy@example.com' } });
    expect(await dub.partners.list({})).toMatchObject([{ email: 'cy@example.com', tenantId: 'cy' }]);
    expect((await open(first.publicToken)).body).toContain('/r/cy');
    const hours = (Date.parse(first.expires) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(2, 1);
  });

  it('is refused without a partner, for a stranger, one who is suspended, and by a key that may only read', async () => {
    const { id, dub } = await setTheScene();
    await dub.partners.create({ email: 'ann@example.com', tenantId: 'ann' });
    await expect(dub.embedTokens.referrals({})).rejects.toBeInstanceOf(UnprocessableEntity);
    await expect(dub.embedTokens.referrals({ tenantId: 'nobody' })).rejects.toBeInstanceOf(NotFound);
    const stranger = await setTheScene();
    await expect(stranger.dub.embedTokens.referrals({ tenantId: 'ann' })).rejects.toBeInstanceOf(NotFound);
    const reader = await dubSite.clientOf(id, ['affiliates.read']);
    await expect(reader.embedTokens.referrals({ tenantId: 'ann' })).rejects.toBeInstanceOf(Forbidden);
    const { publicToken } = await dub.embedTokens.referrals({ tenantId: 'ann' });
    await dub.partners.ban({ tenantId: 'ann', reason: 'fraud' });
    await expect(dub.embedTokens.referrals({ tenantId: 'ann' })).rejects.toBeInstanceOf(Conflict);
    expect((await open(publicToken)).statusCode).toBe(401);
  });

  it('ends after two hours, and changed or sealed for something else it opens nothing', async () => {
    const { dub } = await setTheScene();
    const { publicToken } = await dub.embedTokens.referrals({ partner: { email: 'ann@example.com' } });
    // Not the last sign, some of whose bits mean nothing.
    const middle = Math.floor(publicToken.length / 2);
    const other = publicToken[middle] === 'A' ? 'B' : 'A';
    for (const wrong of [
      '',
      'v1.',
      `${publicToken.slice(0, middle)}${other}${publicToken.slice(middle + 1)}`,
      seal('wsp_1 aff_1 9e15', 'a webhook'),
    ])
      expect((await open(wrong)).statusCode).toBe(401);
    const later = addHours(new Date(), 2);
    setClock(() => later);
    const over = await open(publicToken);
    setClock();
    expect(over.statusCode).toBe(401);
    expect(over.body).toContain('no longer valid');
  });

  it('opens that page alone: every other address takes its bearer for a stranger', async () => {
    const { dub } = await setTheScene();
    const { publicToken } = await dub.embedTokens.referrals({ partner: { email: 'ann@example.com' } });
    const headers = { authorization: `Bearer ${publicToken}` };
    const open: string[] = [];
    for (const { method, url, path, permission } of listOperations(dubSite.app)) {
      if (permission === 'public') continue;
      const query = url.includes('?') ? '&' : '?';
      const { statusCode } = await dubSite.app.inject({
        method,
        url: `${url}${query}token=${publicToken}`,
        headers,
      });
      if (statusCode !== 401) open.push(`${method} ${path}: ${statusCode}`);
    }
    expect(open).toEqual([]);
    const dubCall = await dubSite.app.inject({ url: '/dub/partners', headers });
    expect(dubCall.statusCode).toBe(401);
  });

  it('leads to the one page that others may frame, and it lets nothing in', async () => {
    const { dub } = await setTheScene();
    const { publicToken } = await dub.embedTokens.referrals({ partner: { email: 'ann@example.com' } });
    const { headers } = await open(publicToken);
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors \*$/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    for (const url of ['/api/v1/public/programs/none', '/healthz']) {
      const elsewhere = await dubSite.app.inject({ url });
      expect(elsewhere.headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(elsewhere.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });
});
