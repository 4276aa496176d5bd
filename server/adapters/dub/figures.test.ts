import type { Dub } from 'dub';
import { NotFound, UnprocessableEntity } from 'dub/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { startForDub } from '../../../test/support/dub.ts';
import { saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { savePlan } from '../../commissions/index.ts';
import { recordClicks, recordLead, recordSale, saveLink } from '../../tracking/index.ts';

useDatabase();

let dubbed: Awaited<ReturnType<typeof startForDub>>;
beforeAll(async () => {
  dubbed = await startForDub();
});
afterAll(() => dubbed.app.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);

/** Two partners: Ann with two links and a buyer from Thailand, Bob with a click. */
async function setTheScene() {
  const { id } = await makeWorkspace();
  await savePlan(id, { name: 'Plan', kind: 'percent', rateBasisPoints: 2_000, recurrence: 'lifetime' });
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example/start' });
  const partners = await Promise.all(
    ['ann', 'bob'].map((name) =>
      saveAffiliate(id, { email: `${name}@example.com`, name, externalId: name, status: 'active' }),
    ),
  );
  const [ann, bob] = partners.map((partner) => partner.id);
  if (!ann || !bob) throw new Error('no partners');
  const main = await saveLink(id, { affiliateId: ann, offerId: offer.id, key: `ann-${id.slice(-8)}` });
  const other = await saveLink(id, {
    affiliateId: ann,
    offerId: offer.id,
    destinationUrl: 'https://acme.example/other',
  });
  const bobs = await saveLink(id, { affiliateId: bob, offerId: offer.id });
  const click = {
    visitorId: 'visitor-of-ann-001',
    country: 'TH',
    device: 'mobile',
    browser: 'Chrome',
    os: 'iOS',
  };
  const [clickId] = await recordClicks(id, [
    { ...click, at: ago(3 * HOUR), linkId: main.id, referrerHost: 'blog.example' },
    { at: ago(2 * HOUR), linkId: other.id, visitorId: 'visitor-of-ann-002', country: 'DE' },
    { at: ago(4 * DAY), linkId: bobs.id, visitorId: 'visitor-of-bob-0001' },
  ]);
  const buyer = { customerExternalId: 'user-1', customerName: 'Cy' };
  await recordLead(id, { ...buyer, clickId, occurredAt: ago(2.5 * HOUR) });
  const sale = { ...buyer, amountMinor: 5_000, currency: 'USD', paymentProcessor: 'stripe' };
  await recordSale(id, { ...sale, externalId: 'inv-1', occurredAt: ago(2 * HOUR) });
  await recordSale(id, { ...sale, externalId: 'inv-2', occurredAt: ago(HOUR), amountMinor: 1_000 });
  return { id, main, other, partnerId: ann.replace('aff_', 'pn_'), clickId, dub: await dubbed.clientOf(id) };
}

type Analytics = Awaited<ReturnType<Dub['analytics']['retrieve']>>;

function rowsOf(answer: Analytics) {
  if (!Array.isArray(answer)) throw new Error('not a list');
  return answer;
}

describe('figures for the SDK', () => {
  it('count clicks, leads and sales of a time, by what the query narrows them to', async () => {
    const { dub, partnerId, main } = await setTheScene();
    const all = { event: 'composite', interval: '30d' } as const;
    const total = { clicks: 3, leads: 1, sales: 2, saleAmount: 6_000 };
    expect(await dub.analytics.retrieve(all)).toEqual(total);
    expect(await dub.analytics.retrieve({ event: 'clicks' })).toMatchObject({ clicks: 2 });
    expect(await dub.analytics.retrieve({ ...all, tenantId: 'bob' })).toMatchObject({ clicks: 1, sales: 0 });
    expect(await dub.analytics.retrieve({ ...all, partnerId, country: 'DE' })).toMatchObject({
      clicks: 1,
      sales: 0,
    });
    const byKey = { ...all, domain: 'localhost:4400', key: main.key };
    expect(await dub.analytics.retrieve(byKey)).toEqual({ ...total, clicks: 1 });
    const later = { ...all, event: 'sales', saleType: 'recurring' } as const;
    expect(await dub.analytics.retrieve(later)).toMatchObject({ sales: 1, saleAmount: 1_000 });
    const fourDays = { ...all, start: ago(5 * DAY).toISOString(), end: ago(3 * DAY).toISOString() };
    expect(await dub.analytics.retrieve(fourDays)).toMatchObject({ clicks: 1, leads: 0 });
    await expect(dub.analytics.retrieve({ ...all, partnerId: 'pn_0' })).rejects.toBeInstanceOf(NotFound);
    await expect(dub.analytics.retrieve({ ...all, country: '-DE' })).rejects.toBeInstanceOf(
      UnprocessableEntity,
    );
    await expect(dub.analytics.retrieve({ ...all, city: 'Paris' })).rejects.toBeInstanceOf(
      UnprocessableEntity,
    );
  });

  it('come by country, device, browser, system, referrer, trigger, link and destination', async () => {
    const { dub, main, other } = await setTheScene();
    const by = async (groupBy: string) =>
      rowsOf(
        await dub.analytics.retrieve({
          event: 'composite',
          interval: '24h',
          groupBy: groupBy as 'countries',
        }),
      );
    expect(await by('countries')).toMatchObject([
      { country: 'TH', clicks: 1, leads: 1, sales: 2, saleAmount: 6_000 },
      { country: 'DE', clicks: 1, sales: 0 },
    ]);
    expect(await by('devices')).toMatchObject([{ device: 'Mobile' }, { device: 'Unknown' }]);
    expect(await by('browsers')).toMatchObject([{ browser: 'Chrome' }, { browser: 'Unknown' }]);
    expect(await by('os')).toMatchObject([{ os: 'iOS' }, { os: 'Unknown' }]);
    expect(await by('referers')).toMatchObject([{ referer: 'blog.example' }, { referer: '(direct)' }]);
    expect(await by('triggers')).toMatchObject([{ trigger: 'link', clicks: 2 }]);
    expect(await by('top_links')).toMatchObject([
      { id: main.id, url: 'https://acme.example/start', sales: 2 },
      { id: other.id, url: 'https://acme.example/other', clicks: 1 },
    ]);
    expect(await by('top_urls')).toMatchObject([
      { url: 'https://acme.example/start', clicks: 1, sales: 2 },
      { url: 'https://acme.example/other', clicks: 1, sales: 0 },
    ]);
  });

  it('come in steps of time without gaps, whose sum is the total', async () => {
    const { dub } = await setTheScene();
    const query = { event: 'composite', groupBy: 'timeseries', timezone: 'Asia/Bangkok' } as const;
    const days = rowsOf(await dub.analytics.retrieve({ ...query, interval: '7d' }));
    expect(days.length).toBeGreaterThanOrEqual(8);
    expect(days.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(3);
    expect(days[0]).toMatchObject({ start: expect.stringMatching(/T17:00:00\.000Z$/) });
    const hours = rowsOf(await dub.analytics.retrieve({ ...query, interval: '24h' }));
    expect(hours.length).toBeGreaterThanOrEqual(24);
    const all = rowsOf(await dub.analytics.retrieve({ ...query, interval: 'all' }));
    expect(all.reduce((sum, { saleAmount }) => sum + saleAmount, 0)).toBe(6_000);
  });

  it('of a partner tell what they earned, in all, by time and by link', async () => {
    const { dub, partnerId, main } = await setTheScene();
    const query = { partnerId, interval: '7d' } as const;
    expect(await dub.partners.analytics(query)).toEqual({
      ...{ clicks: 2, leads: 1, sales: 2, saleAmount: 6_000, earnings: 1_200 },
    });
    const days = await dub.partners.analytics({ ...query, groupBy: 'timeseries' });
    if (!Array.isArray(days)) throw new Error('not a list');
    expect(days.reduce((sum, { earnings }) => sum + earnings, 0)).toBe(1_200);
    const links = await dub.partners.analytics({ ...query, groupBy: 'top_links' });
    expect(links).toMatchObject([
      { id: main.id, earnings: 1_200 },
      { clicks: 1, earnings: 0 },
    ]);
    await expect(dub.partners.analytics({ interval: '7d' })).rejects.toBeInstanceOf(UnprocessableEntity);
  });

  it('are of one workspace alone', async () => {
    await setTheScene();
    const { id } = await makeWorkspace();
    const dub = await dubbed.clientOf(id);
    expect(await dub.analytics.retrieve({ event: 'composite', interval: 'all' })).toMatchObject({
      clicks: 0,
    });
    expect(await dub.events.list({ interval: 'all' })).toEqual([]);
  });
});

describe('single events for the SDK', () => {
  it('are listed by kind and in pages, with link, click and customer', async () => {
    const { dub, main, clickId } = await setTheScene();
    const query = { interval: '30d' } as const;
    const clicks = await dub.events.list({ ...query, event: 'clicks' });
    expect(clicks).toHaveLength(3);
    expect(clicks[1]).toMatchObject({
      event: 'click',
      click: { id: clickId, country: 'TH', device: 'Mobile' },
    });
    const leads = await dub.events.list({ ...query, event: 'leads' });
    expect(leads).toMatchObject([
      {
        event: 'lead',
        eventName: 'Sign up',
        link: { id: main.id },
        customer: { externalId: 'user-1', name: 'Cy' },
      },
    ]);
    const page = { ...query, event: 'sales', limit: 1 } as const;
    const sales = [
      ...(await dub.events.list({ ...page, page: 1 })),
      ...(await dub.events.list({ ...page, page: 2 })),
    ];
    expect(sales).toMatchObject([
      { event: 'sale', invoiceId: 'inv-2', saleAmount: 1_000, clickId },
      { event: 'sale', invoiceId: 'inv-1', saleAmount: 5_000, sale: { paymentProcessor: 'stripe' } },
    ]);
    expect(await dub.events.list({ ...page, sortOrder: 'asc' })).toMatchObject([{ invoiceId: 'inv-1' }]);
  });
});
