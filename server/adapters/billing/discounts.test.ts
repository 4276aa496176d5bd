import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chargebee, chargebeeEvent, chargebeeInvoice } from '../../../test/support/billing/chargebee.ts';
import { connectSystem, settleAll } from '../../../test/support/billing/connect.ts';
import { lemonEvent, lemonOrder, lemonSqueezy } from '../../../test/support/billing/lemon-squeezy.ts';
import { own } from '../../../test/support/billing/own.ts';
import { paddle, paddleEvent, paddleTransaction } from '../../../test/support/billing/paddle.ts';
import { deliverTo, type Fields, iso, type SystemForTests } from '../../../test/support/billing/shop.ts';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { checkout, customer, invoice } from '../../../test/support/stripe-objects.ts';
import { connected, told } from '../../../test/support/stripe-shop.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveCoupon } from '../../tracking/index.ts';

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

/** What the sales told, and what the affiliate's customers cost by it. */
async function outcomeOf(headers: Record<string, string>, affiliateId = '') {
  const get = async (path: string) => (await app.inject({ url: `/api/v1${path}`, headers })).json();
  const sales = (await get('/sales')).data as { discountMinor: number | null }[];
  const { discountMinor } = await get(`/quality/affiliates/${affiliateId}`);
  return { told: sales.map((sale) => sale.discountMinor), cost: discountMinor };
}

async function stripeShop() {
  const shop = await connected(app);
  await saveCoupon(shop.id, { affiliateId: shop.ann?.id ?? '', offerId: shop.offer.id, code: 'ANN20' });
  const clickId = await shop.clickOn(shop.ann?.link.id);
  const brought = told('customer.created', customer({ metadata: { dubClickId: clickId } }));
  const code = told('promotion_code.updated', { id: 'promo_1', object: 'promotion_code', code: 'ANN20' });
  const use = (id: string, promotion_code: string | null, coupon = 'TWENTY') =>
    told('customer.discount.created', {
      ...{ id, object: 'discount', promotion_code, customer: 'cus_1', subscription: 'sub_1' },
      source: { type: 'coupon', coupon },
    });
  const outcome = async (...events: object[]) => {
    await shop.tell(brought, ...events);
    await settleAll();
    return outcomeOf(shop.headers, shop.ann?.id);
  };
  return { ...shop, code, use, outcome };
}

const discounted = (id: string, ...uses: [string, number][]) =>
  told(
    'invoice.paid',
    invoice({
      ...{ id, billing_reason: 'subscription_cycle', discounts: uses.map(([use]) => use) },
      payments: { object: 'list', data: [] },
      total_discount_amounts: uses.map(([discount, amount]) => ({ discount, amount })),
    }),
  );

describe('a discount that Stripe tells', () => {
  it('costs where it came by an affiliate’s promotion code: at the checkout the sum, at renewals each', async () => {
    const { code, use, outcome } = await stripeShop();
    const session = checkout({
      discounts: [{ coupon: 'TWENTY', promotion_code: 'promo_1' }],
      total_details: { amount_discount: 2_500, amount_tax: 1_900 },
    });
    const first = told(
      'invoice.paid',
      invoice({ discounts: ['di_1'], total_discount_amounts: [{ discount: 'di_1', amount: 2_500 }] }),
    );
    const renewal = discounted('in_2', ['di_1', 2_000], ['di_own', 700]);
    const events = [
      told('checkout.session.completed', session),
      ...[code, use('di_1', 'promo_1'), use('di_own', null, 'SPRING'), first, renewal],
    ];
    const { told: amounts, cost } = await outcome(...events);
    expect(amounts.toSorted()).toEqual([2_000, 2_500]);
    expect(cost).toBe(4_500);
  });

  it('costs nothing where it is the seller’s own sale, and stays unknown where nothing tells what it was', async () => {
    const shop = await stripeShop();
    const spring = shop.use('di_own', null, 'SPRING');
    expect(await shop.outcome(spring, discounted('in_1', ['di_own', 900]))).toEqual({
      told: [null],
      cost: 0,
    });
    const other = await stripeShop();
    expect(await other.outcome(discounted('in_1', ['di_untold', 900]))).toEqual({ told: [null], cost: 0 });
  });

  it('costs where the offer names its coupon as the discount for friends', async () => {
    const { offer, headers, use, outcome } = await stripeShop();
    const friendDiscount = {
      kind: 'percent',
      basisPoints: 2_000,
      duration: 'forever',
      promotionCodeId: 'TWENTY',
    };
    await app.inject({
      method: 'PATCH',
      url: `/api/v1/offers/${offer.id}`,
      headers,
      body: { friendDiscount },
    });
    expect(await outcome(use('di_1', null), discounted('in_1', ['di_1', 2_000]))).toEqual({
      told: [2_000],
      cost: 2_000,
    });
  });

  it('is the same in whatever order the events come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
        const { code, use, outcome } = await stripeShop();
        const events = [code, use('di_1', 'promo_1'), discounted('in_1', ['di_1', 2_000])];
        expect(await outcome(...order.flatMap((place) => events[place] ?? []))).toEqual({
          told: [2_000],
          cost: 2_000,
        });
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 60_000);
});

async function shopOf(system: SystemForTests) {
  const shop = await connectSystem(app, system);
  await saveCoupon(shop.id, { affiliateId: shop.ann?.id ?? '', offerId: shop.offer.id, code: 'ANN20' });
  const tell = async (...events: Fields[]) => {
    for (const event of events)
      expect((await deliverTo(app, system, shop, event)).statusCode).toBeLessThan(300);
    await settleAll();
    return (await outcomeOf(shop.headers, shop.ann?.id)).told;
  };
  return { tell };
}

describe('a discount that another system tells', () => {
  it('of Paddle is that of its one code', async () => {
    const { tell } = await shopOf(paddle);
    const code = (id: string, text: string) => paddleEvent('discount.created', 0, { id, code: text });
    const totals = { discount: '2500', grand_total: '11900', grand_total_tax: '1900' };
    const paid = (id: string, discount_id: string) =>
      paddleEvent('transaction.completed', 1, paddleTransaction(id, 1, { discount_id, details: { totals } }));
    const amounts = await tell(
      ...[code('dsc_1', 'ANN20'), code('dsc_2', 'SPRING'), paid('txn_1', 'dsc_1'), paid('txn_2', 'dsc_2')],
    );
    expect(amounts.toSorted()).toEqual([2_500, null]);
  });

  it('of Lemon Squeezy counts with the code that was handed over', async () => {
    const { tell } = await shopOf(lemonSqueezy);
    const order = (id: string, custom: Fields) =>
      lemonEvent('order_created', 'orders', id, custom, lemonOrder(0, { discount_total: 2_500 }));
    const amounts = await tell(order('5', { goodwordCouponCode: 'ann20' }), order('6', {}));
    expect(amounts.toSorted()).toEqual([2_500, null]);
  });

  it('of Chargebee counts the coupons of the program alone', async () => {
    const { tell } = await shopOf(chargebee);
    const discounts = [
      { object: 'discount', entity_type: 'document_level_coupon', entity_id: 'ANN20', amount: 2_500 },
      { object: 'discount', entity_type: 'document_level_coupon', entity_id: 'SPRING', amount: 900 },
      { object: 'discount', entity_type: 'promotional_credits', entity_id: null, amount: 100 },
    ];
    const event = chargebeeEvent('payment_succeeded', 1, {
      invoice: chargebeeInvoice('767', 1, { discounts }),
    });
    expect(await tell(event)).toEqual([2_500]);
  });

  it('of the seller’s own billing counts by their coupon, or as they say it', async () => {
    const { tell } = await shopOf(own);
    const payment = (id: string, more: Fields) => ({
      ...{ id, type: 'payment', occurredAt: iso(1), customer: { id: 'user_7' } },
      payment: { id, amountMinor: 8_000, currency: 'USD', discountMinor: 2_000, ...more },
    });
    const amounts = await tell(payment('P1', { couponCode: 'ANN20' }), payment('P2', {}));
    expect(amounts).toEqual([2_000, 2_000]);
    expect(await tell(payment('P3', { couponCode: 'SPRING' }))).toContain(null);
  });
});
