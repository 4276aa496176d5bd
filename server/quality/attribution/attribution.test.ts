import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks, recordLead, recordSale, saveCoupon } from '../../tracking/index.ts';
import type { AttributionReport } from './schema.ts';

useDatabase();

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

/** The ways Ann > Bob > Cy to a sale; Ann to nothing; Bob > Cy to a lead that never bought. */
async function knownExample() {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob', 'Cy']);
  const walk = async (visitorId: string, names: string[]) => {
    const ids = [];
    for (const [step, name] of names.entries()) {
      const linkId = affiliates.find((one) => one.name === name)?.link.id ?? '';
      ids.push(...(await recordClicks(id, [{ at: ago(20 - step), linkId, visitorId }])));
    }
    return ids[0] ?? '';
  };
  const clickId = await walk('visitor-of-buyer', ['Ann', 'Ann', 'Bob', 'Cy']);
  const sale = { customerExternalId: 'c1', amountMinor: 9_000, currency: 'usd', clickId };
  await recordSale(id, { ...sale, externalId: 's1', occurredAt: ago(10) });
  await recordSale(id, { ...sale, externalId: 's2', occurredAt: ago(5) });
  await walk('visitor-who-left', ['Ann']);
  const leadClick = await walk('visitor-of-lead', ['Bob', 'Cy']);
  await recordLead(id, { customerExternalId: 'c2', clickId: leadClick, occurredAt: ago(9) });
  const headers = await withApiKey(id);
  const report = async (query = '') =>
    (await app.inject({ url: `/api/v1/quality/attribution${query}`, headers })).json<AttributionReport>();
  return { id, offer, affiliates, headers, report };
}

const creditsBy = ({ rows }: AttributionReport, model: string) =>
  Object.fromEntries(
    rows.map(({ name, credits }) => {
      const credit = credits.find((one) => one.model === model);
      return [name, [Number(credit?.conversions.toFixed(4)), credit?.valueMinor]];
    }),
  );

describe('credit by model', () => {
  it('divides a first sale among the affiliates on its way, by those who never bought too', async () => {
    const { report } = await knownExample();
    const shown = await report();
    expect(shown).toMatchObject({ conversions: 1, nulls: 2, valueMinor: 9_000, currency: 'USD' });
    const third = [0.3333, 3_000];
    expect(creditsBy(shown, 'first')).toEqual({ Ann: [1, 9_000], Bob: [0, 0], Cy: [0, 0] });
    expect(creditsBy(shown, 'last')).toEqual({ Ann: [0, 0], Bob: [0, 0], Cy: [1, 9_000] });
    expect(creditsBy(shown, 'linear')).toEqual({ Ann: third, Bob: third, Cy: third });
    expect(creditsBy(shown, 'position')).toEqual({ Ann: [0.4, 3_600], Bob: [0.2, 1_800], Cy: [0.4, 3_600] });
    expect(creditsBy(shown, 'shapley')).toEqual({ Ann: third, Bob: third, Cy: third });
    expect(creditsBy(shown, 'markov')).toEqual({ Ann: [0.2, 1_800], Bob: [0.4, 3_600], Cy: [0.4, 3_600] });
  });

  it('counts what fell into the period, and a coupon as the last touch', async () => {
    const { id, offer, affiliates, report } = await knownExample();
    await saveCoupon(id, { affiliateId: affiliates[0]?.id ?? '', offerId: offer.id, code: 'ANN' });
    await recordSale(id, {
      ...{ customerExternalId: 'c3', externalId: 's3', amountMinor: 500, currency: 'usd', couponCode: 'ANN' },
      occurredAt: ago(300),
    });
    expect((await report('?months=1')).conversions).toBe(1);
    const byChannel = await report('?months=12&by=channel');
    expect(byChannel.conversions).toBe(2);
    expect(creditsBy(byChannel, 'last')).toEqual({
      Coupon: [1, 500],
      'Link without a known page': [1, 9_000],
    });
  });

  it('leaves as CSV, and is for those who may read quality, of their own company', async () => {
    const { headers } = await knownExample();
    const csv = await app.inject({ url: '/api/v1/quality/attribution.csv', headers });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
      'Affiliate,Model,First sales,Value,Currency',
      'Cy,First touch,0.0000,0.00,USD',
    ]);
    const stranger = await withApiKey((await makeProgram([])).id);
    const other = await app.inject({ url: '/api/v1/quality/attribution', headers: stranger });
    expect(other.json()).toMatchObject({ conversions: 0, nulls: 0, rows: [] });
    const narrow = await withApiKey((await makeProgram([])).id, ['links.read']);
    expect((await app.inject({ url: '/api/v1/quality/attribution', headers: narrow })).statusCode).toBe(403);
  });
});
