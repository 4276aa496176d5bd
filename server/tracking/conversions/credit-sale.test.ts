import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { saveAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordSale } from './record-sales.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function setTheScene() {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  const sale = { customerExternalId: 'c1', amountMinor: 5_000, currency: 'USD', externalId: 'inv-1' };
  const { sale: recorded } = await recordSale(id, sale);
  const headers = await withApiKey(id);
  const credit = (affiliateId: string | undefined, reason = 'They called us together.', more = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/sales/${recorded.id}/credit`,
      headers,
      body: { affiliateId, offerId: offer.id, reason, ...more },
    });
  return { id, offer, sale, saleId: recorded.id, ann: affiliates[0]?.id, bob: affiliates[1]?.id, credit };
}

describe('a sale that is credited by hand', () => {
  it('is the affiliate’s, with the reason kept; the same credit again changes nothing', async () => {
    const { ann, bob, credit } = await setTheScene();
    const first = await credit(ann);
    expect(first.statusCode).toBe(200);
    expect(first.json()).toMatchObject({ affiliateId: ann, decision: { version: 2, affiliateId: ann } });
    expect(first.body).toContain('They called us together.');
    expect((await credit(ann)).json()).toMatchObject({ decision: { version: 2 } });
    expect((await credit(bob)).json()).toMatchObject({ affiliateId: bob, decision: { version: 3 } });
  });

  it('keeps the customer for later sales only where it says so', async () => {
    const { id, ann, sale, credit } = await setTheScene();
    await credit(ann);
    expect((await recordSale(id, { ...sale, externalId: 'inv-2' })).sale.affiliateId).toBeNull();
    const other = await setTheScene();
    await other.credit(other.ann, 'Theirs', { keepsCustomer: true });
    const later = await recordSale(other.id, { ...other.sale, externalId: 'inv-2' });
    expect(later.sale.affiliateId).toBe(other.ann);
  });

  it('needs a reason and an active affiliate', async () => {
    const { id, offer, ann, credit } = await setTheScene();
    expect((await credit(ann, ' ')).statusCode).toBe(422);
    expect((await credit('aff_unknown')).statusCode).toBe(404);
    const other = await setTheScene();
    const foreign = await app.inject({
      method: 'POST',
      url: `/api/v1/sales/${other.saleId}/credit`,
      headers: await withApiKey(id),
      body: { affiliateId: ann, offerId: offer.id, reason: 'X' },
    });
    expect(foreign.statusCode).toBe(404);
    const waiting = await saveAffiliate(id, { name: 'Eve', email: 'eve@example.com' });
    expect((await credit(waiting.id)).json()).toMatchObject({ code: 'affiliate_not_active' });
  });
});
