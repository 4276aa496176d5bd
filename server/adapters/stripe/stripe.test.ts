import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { connectStripe, deliver, stripeEvent } from '../../../test/support/stripe.ts';
import {
  charge,
  checkout,
  customer,
  dispute,
  invoice,
  paymentIntent,
  refund,
  subscription,
} from '../../../test/support/stripe-objects.ts';
import { savePlan } from '../../commissions/index.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { addJob } from '../../core/jobs.ts';
import { createApp } from '../../main.ts';
import { recordClicks } from '../../tracking/index.ts';

useDatabase();

const NOW_S = Math.floor(Date.now() / 1_000);
let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(async () => {
  setClock();
  await app.close();
});

/** A workspace with an affiliate, a click on their link, and a connection to Stripe. */
async function connected() {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  await savePlan(id, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(id);
  const connection = await connectStripe(app, headers);
  const [ann, bob] = affiliates;
  const clickOn = async (linkId: string | undefined, hoursAgo = 2) => {
    const at = new Date((NOW_S - hoursAgo * 3_600) * 1_000);
    const [clickId = ''] = await recordClicks(id, [
      { at, linkId: linkId ?? '', visitorId: `v${Math.random()}` },
    ]);
    return clickId;
  };
  const get = async (path: string) => (await app.inject({ url: `/api/v1${path}`, headers })).json();
  const tell = async (...events: object[]) => {
    for (const event of events) expect((await deliver(app, connection, event)).statusCode).toBe(200);
    await drainJobs();
  };
  const sales = async () => (await get('/sales')).data;
  return { id, offer, ann, bob, headers, connection, clickOn, get, tell, sales };
}

const at = (secondsAgo: number) => NOW_S - secondsAgo;
const told = (type: string, object: Record<string, unknown>, secondsAgo = 60) =>
  stripeEvent(type, object, at(secondsAgo));

describe('the webhook', () => {
  it('takes only what is signed with the connection’s secret within five minutes, and counts the rest', async () => {
    const { connection, get } = await connected();
    const event = told('customer.created', customer());
    expect((await deliver(app, connection, event)).statusCode).toBe(200);
    expect((await deliver(app, connection, event, { secret: 'whsec_another' })).statusCode).toBe(400);
    expect((await deliver(app, connection, event, { timestamp: NOW_S - 400 })).statusCode).toBe(400);
    expect((await deliver(app, 'bil_unknown', event)).statusCode).toBe(404);
    const { refusedCount, openCount } = await get(`/billing-connections/${connection}`);
    expect({ refusedCount, openCount }).toEqual({ refusedCount: 2, openCount: 1 });
  });

  it('keeps an event once, for ever, however often it is delivered', async () => {
    const { connection, tell, get } = await connected();
    const event = told('customer.created', customer());
    await tell(event, event);
    await tell(event);
    expect((await get(`/billing-connections/${connection}/events`)).data).toHaveLength(1);
  });

  it('never gives its secret away, and keeps it encrypted', async () => {
    const { connection, get } = await connected();
    const shown = JSON.stringify(await get('/billing-connections'));
    expect(shown).not.toContain('whsec_');
    const { rows } = await pool().query(
      'select sealed_secret from signals.billing_connections where id = $1',
      [connection],
    );
    expect(rows[0].sealed_secret).toMatch(/^[\w-]{40,}$/);
  });
});

describe('a payment', () => {
  it('by checkout with our click is one sale net of tax, and its invoice is the same sale', async () => {
    const { ann, clickOn, tell, sales } = await connected();
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
    const { bob, clickOn, tell, sales } = await connected();
    const metadata = { dubCustomerExternalId: 'user_7', dubClickId: await clickOn(bob?.link.id) };
    await tell(told('invoice.paid', invoice()), told('customer.created', customer({ metadata })));
    expect(await sales()).toMatchObject([{ customerExternalId: 'user_7', affiliateId: bob?.id }]);
  });

  it('is credited by its promotion code, also where that is told by id', async () => {
    const { ann, offer, headers, tell, sales } = await connected();
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
    const { tell, sales } = await connected();
    await tell(told('customer.created', customer()), told('payment_intent.succeeded', paymentIntent()));
    expect(await sales()).toEqual([]);
    await tell(told('checkout.session.completed', checkout({ invoice: null, payment_intent: 'pi_1' })));
    expect(await sales()).toMatchObject([{ externalId: 'pi_1', amountMinor: 10_000 }]);
  });

  it('that nothing more is told of is a sale after two minutes', async () => {
    const { tell, sales } = await connected();
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
    const { connection, headers, get, tell, sales } = await connected();
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
    const { tell, sales } = await connected();
    await tell(
      told('customer.created', customer()),
      told('invoice.paid', invoice({ amount_paid: 5_950, billing_reason: 'subscription_cycle' })),
    );
    expect(await sales()).toMatchObject([{ amountMinor: 5_000 }]);
  });

  it('that an affiliate brought earns a commission, which goes back with the refunds by the same share', async () => {
    const { ann, clickOn, tell, get } = await connected();
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

describe('money that goes back', () => {
  const paid = [
    told('customer.created', customer()),
    told('invoice.paid', invoice({ billing_reason: 'subscription_cycle' }), 50),
  ];

  it('is the same share of the sale, counted once whoever tells of it', async () => {
    const { tell, sales } = await connected();
    await tell(
      ...paid,
      told('charge.refunded', charge({ amount_refunded: 1_190 })),
      told('refund.created', refund('re_1', 1_190)),
      told('refund.updated', refund('re_1', 1_190)),
      told('credit_note.created', {
        ...{ id: 'cn_1', object: 'credit_note', invoice: 'in_1', amount: 1_190, currency: 'usd' },
        ...{ type: 'post_payment', refunds: [{ refund: 're_1', amount_refunded: 1_190 }] },
      }),
    );
    expect(await sales()).toMatchObject([{ refundedMinor: 1_000 }]);
  });

  it('comes back when the refund fails', async () => {
    const { tell, sales } = await connected();
    await tell(...paid, told('refund.created', refund('re_1', 1_190)));
    await tell(told('refund.updated', refund('re_1', 1_190, 'failed'), 10));
    expect(await sales()).toMatchObject([{ refundedMinor: 0 }]);
  });

  it('by a credit note outside of refunds counts, on the customer’s balance does not', async () => {
    const { tell, sales } = await connected();
    const note = {
      object: 'credit_note',
      invoice: 'in_1',
      currency: 'usd',
      type: 'post_payment',
      refunds: [],
    };
    await tell(
      ...paid,
      told('credit_note.created', { ...note, id: 'cn_1', amount: 2_380, out_of_band_amount: 2_380 }),
      told('credit_note.created', {
        ...note,
        id: 'cn_2',
        amount: 1_190,
        customer_balance_transaction: 'cbtxn_1',
      }),
    );
    expect(await sales()).toMatchObject([{ refundedMinor: 2_000 }]);
  });

  it('by a dispute is all that is left while it is open or lost, and is restored when it is won', async () => {
    const { ann, clickOn, tell, sales, get } = await connected();
    const metadata = { dubClickId: await clickOn(ann?.link.id) };
    await tell(
      told('customer.created', customer({ metadata })),
      told('invoice.paid', invoice({ billing_reason: 'subscription_cycle' })),
      told('refund.created', refund('re_1', 1_190), 40),
      told('charge.dispute.created', dispute('needs_response'), 30),
    );
    expect(await sales()).toMatchObject([{ refundedMinor: 10_000 }]);
    await tell(told('charge.dispute.closed', dispute('won'), 20));
    expect(await sales()).toMatchObject([{ refundedMinor: 1_000 }]);
    expect((await get('/commissions')).data).toMatchObject([{ keptMinor: 1_800 }]);
    await tell(told('charge.dispute.closed', dispute('lost', 'dp_2'), 10));
    expect((await get('/commissions')).data).toMatchObject([{ keptMinor: 0 }]);
  });

  it('before its sale waits for it', async () => {
    const { connection, get, tell, sales } = await connected();
    await tell(told('refund.created', refund('re_1', 11_900)));
    expect((await get(`/billing-connections/${connection}/events`)).data).toMatchObject([
      { state: 'waiting' },
    ]);
    await tell(...paid);
    expect(await sales()).toMatchObject([{ refundedMinor: 10_000 }]);
    expect((await get(`/billing-connections/${connection}`)).openCount).toBe(0);
  });
});

describe('a subscription', () => {
  it('is MRR with its discount, grows and shrinks with its items, and ends', async () => {
    const { tell, get } = await connected();
    const day = 86_400;
    const start = NOW_S - 90 * day;
    const terms = (quantity: number, more = {}) => subscription({ start_date: start, quantity, ...more });
    await tell(
      stripeEvent('customer.created', customer({ metadata: { dubCustomerExternalId: 'user_1' } }), start),
      stripeEvent('customer.subscription.created', terms(2), start),
      stripeEvent('customer.subscription.updated', terms(5), start + 20 * day),
      stripeEvent('customer.subscription.updated', terms(1), start + 40 * day),
      stripeEvent(
        'customer.subscription.deleted',
        terms(1, { status: 'canceled', ended_at: start + 60 * day }),
        start + 60 * day,
      ),
    );
    const [account] = (await get('/accounts')).data;
    const { data } = await get(`/accounts/${account.id}/subscriptions`);
    expect(data).toMatchObject([{ externalId: 'sub_1', mrrMinor: 1_000, plan: 'Pro' }]);
    const { rows } = await pool().query(
      'select kind, amount_minor from signals.mrr_movements where account_id = $1 order by day',
      [account.id],
    );
    expect(rows).toEqual([
      { kind: 'new', amount_minor: 2_000 },
      { kind: 'expansion', amount_minor: 3_000 },
      { kind: 'contraction', amount_minor: -4_000 },
      { kind: 'churned', amount_minor: -1_000 },
    ]);
  });
});
