import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { deliver } from '../../../test/support/stripe.ts';
import {
  charge,
  checkout,
  customer,
  invoice,
  paymentIntent,
  refund,
  subscription,
} from '../../../test/support/stripe-objects.ts';
import { connected, NOW_S, told } from '../../../test/support/stripe-shop.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { addJob } from '../../core/jobs.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(async () => {
  setClock();
  await app.close();
});

describe('the webhook', () => {
  it('takes only what is signed with the connection’s secret within five minutes, and counts the rest', async () => {
    const { connection, get } = await connected(app);
    const event = told('customer.created', customer());
    expect((await deliver(app, connection, event)).statusCode).toBe(200);
    expect((await deliver(app, connection, event, { secret: 'whsec_another' })).statusCode).toBe(400);
    expect((await deliver(app, connection, event, { timestamp: NOW_S - 400 })).statusCode).toBe(400);
    expect((await deliver(app, 'bil_unknown', event)).statusCode).toBe(404);
    const { refusedCount, openCount } = await get(`/billing-connections/${connection}`);
    expect({ refusedCount, openCount }).toEqual({ refusedCount: 2, openCount: 1 });
  });

  it('keeps an event once, for ever, however often it is delivered', async () => {
    const { connection, tell, get } = await connected(app);
    const event = told('customer.created', customer());
    await tell(event, event);
    await tell(event);
    expect((await get(`/billing-connections/${connection}/events`)).data).toHaveLength(1);
  });

  it('never gives its secret away, and keeps it encrypted', async () => {
    const { connection, get } = await connected(app);
    const shown = JSON.stringify(await get('/billing-connections'));
    expect(shown).not.toContain('whsec_');
    const { rows } = await pool().query(
      'select sealed_secret from signals.billing_connections where id = $1',
      [connection],
    );
    expect(rows[0].sealed_secret).toMatch(/^v1\.[\w-]{40,}$/);
  });
});

describe('a payment', () => {
  it('by checkout with our click is one sale net of tax, and its invoice is the same sale', async () => {
    const { ann, clickOn, tell, sales } = await connected(app);
    const clickId = await clickOn(ann?.link.id);
    await tell(
      told('customer.created', customer()),
      told('checkout.session.completed', checkout({ client_reference_id: `dub_id_${clickId}` })),
      told('customer.subscription.created', subscription()),
      told('invoice.paid', invoice()),
    );
    expect(await sales()).toMatchObject([
      {
        externalId: 'in_1',
        amountMinor: 10_000,
        currency: 'USD',
        affiliateId: ann?.id,
        customerExternalId: 'cus_1',
      },
    ]);
  });

  it('goes to the seller’s own customer where metadata names them, and credits the click that the customer record names', async () => {
    const { bob, clickOn, tell, sales } = await connected(app);
    const metadata = { dubCustomerExternalId: 'user_7', dubClickId: await clickOn(bob?.link.id) };
    await tell(told('invoice.paid', invoice()), told('customer.created', customer({ metadata })));
    expect(await sales()).toMatchObject([{ customerExternalId: 'user_7', affiliateId: bob?.id }]);
  });

  it('is credited by its promotion code, also where that is told by id', async () => {
    const { ann, offer, headers, tell, sales } = await connected(app);
    await app.inject({
      ...{ method: 'POST', url: '/api/v1/coupons', headers },
      body: { affiliateId: ann?.id, offerId: offer.id, code: 'ANN20' },
    });
    const session = checkout({
      invoice: null,
      payment_intent: 'pi_9',
      discounts: [{ promotion_code: 'promo_1' }],
    });
    await tell(told('customer.created', customer()), told('checkout.session.completed', session));
    expect(await sales()).toEqual([]);
    await tell(told('promotion_code.updated', { id: 'promo_1', object: 'promotion_code', code: 'ANN20' }));
    expect(await sales()).toMatchObject([{ externalId: 'pi_9', affiliateId: ann?.id, couponCode: 'ANN20' }]);
  });

  it('without an invoice waits for its checkout, and is one sale with it', async () => {
    const { tell, sales } = await connected(app);
    await tell(told('customer.created', customer()), told('payment_intent.succeeded', paymentIntent()));
    expect(await sales()).toEqual([]);
    await tell(told('checkout.session.completed', checkout({ invoice: null, payment_intent: 'pi_1' })));
    expect(await sales()).toMatchObject([{ externalId: 'pi_1', amountMinor: 10_000 }]);
  });

  it('that nothing more is told of is a sale after two minutes', async () => {
    const { tell, sales } = await connected(app);
    await tell(told('payment_intent.succeeded', paymentIntent()));
    await addJob('signals.settle-overdue-billing-events', {});
    await drainJobs();
    expect(await sales()).toEqual([]);
    setClock(() => new Date(Date.now() + 121_000));
    await addJob('signals.settle-overdue-billing-events', {});
    await drainJobs();
    setClock();
    expect(await sales()).toMatchObject([{ externalId: 'pi_1', customerExternalId: 'cus_1' }]);
  });

  it('that nothing more is told of is a sale at once by a replay', async () => {
    const { connection, headers, get, tell, sales } = await connected(app);
    await tell(
      told('payment_intent.succeeded', paymentIntent({ customer: null, receipt_email: 'jo@buyer.example' })),
    );
    const [event] = (await get(`/billing-connections/${connection}/events?state=waiting`)).data;
    expect(event.note).toBe('waits_for_invoice');
    const replay = await app.inject({
      method: 'POST',
      url: `/api/v1/billing-events/${event.id}/replays`,
      headers,
    });
    expect(replay.statusCode).toBe(201);
    await drainJobs();
    expect(await sales()).toMatchObject([{ externalId: 'pi_1', customerExternalId: 'jo@buyer.example' }]);
  });

  it('of an invoice that a credit balance covered in part counts what was paid', async () => {
    const { tell, sales } = await connected(app);
    await tell(
      told('customer.created', customer()),
      told('invoice.paid', invoice({ amount_paid: 5_950, billing_reason: 'subscription_cycle' })),
    );
    expect(await sales()).toMatchObject([{ amountMinor: 5_000 }]);
  });

  it('that an affiliate brought earns a commission, which goes back with the refunds by the same share', async () => {
    const { ann, clickOn, tell, get } = await connected(app);
    const clickId = await clickOn(ann?.link.id);
    await tell(
      told('customer.created', customer({ metadata: { dubClickId: clickId } })),
      told('invoice.paid', invoice({ billing_reason: 'subscription_cycle' })),
      told('charge.refunded', charge({ amount_refunded: 5_950 })),
      told('refund.created', refund('re_1', 5_950)),
    );
    const [commission] = (await get('/commissions')).data;
    expect(commission).toMatchObject({ amountMinor: 2_000, keptMinor: 1_000 });
  });
});
