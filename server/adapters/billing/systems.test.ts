import { type IEvents, Webhooks } from '@paddle/paddle-node-sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chargebee } from '../../../test/support/billing/chargebee.ts';
import { connectSystem, settleAll } from '../../../test/support/billing/connect.ts';
import { lemonEvent, lemonOrder, lemonSqueezy } from '../../../test/support/billing/lemon-squeezy.ts';
import { own } from '../../../test/support/billing/own.ts';
import {
  paddle,
  paddleAdjustment,
  paddleEvent,
  paddleTransaction,
} from '../../../test/support/billing/paddle.ts';
import { deliverTo, START, type SystemForTests } from '../../../test/support/billing/shop.ts';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

const RUNS = 2;
let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(async () => {
  setClock();
  await app.close();
});

const connect = (system: SystemForTests) => connectSystem(app, system);

async function outcomeOf(workspaceId: string) {
  const rows = async (text: string) => (await pool().query(text, [workspaceId])).rows;
  return {
    sales: await rows(`select customer.external_id as customer, amount_minor, refunded_minor, currency,
        occurred_at, event.affiliate_id is not null as is_credited
      from tracking.sale_events event join tracking.referred_customers customer
        on customer.workspace_id = event.workspace_id and customer.id = event.customer_id
      where event.workspace_id = $1 order by occurred_at`),
    mrr: (
      await rows(`select amount_minor from signals.mrr_movements where workspace_id = $1 order by day`)
    ).map(({ amount_minor }) => amount_minor),
    open: await rows(`select type, state, note, error from signals.billing_events
      where workspace_id = $1 and state not in ('done', 'ignored') order by 1`),
  };
}

describe.each([paddle, lemonSqueezy, chargebee, own])('$kind', (system) => {
  it('takes only what proves where it comes from, and keeps it once', async () => {
    const shop = await connect(system);
    const [event = {}] = system.history(shop.clickId);
    const status = async (more = {}) => (await deliverTo(app, system, shop, event, more)).statusCode;
    if (system.kind === 'json') {
      const stranger = { ...shop, headers: await withApiKey((await makeProgram([])).id) };
      expect((await deliverTo(app, system, stranger, event)).statusCode).toBe(404);
      expect(await status()).toBe(202);
    } else {
      expect(await status({ secret: 'pdl_ntfset_another:password' })).toBe(400);
      expect(await status()).toBe(200);
    }
    if (system.kind === 'paddle') expect(await status({ ageS: 400 })).toBe(400);
    expect(await status()).toBe(200);
    const answer = await app.inject({
      url: `/api/v1/billing-connections/${shop.connection}/events`,
      headers: shop.headers,
    });
    expect(answer.json().data).toHaveLength(1);
  });

  it('makes of subscription, payments and a refund two credited sales, the half of one taken back, and MRR', async () => {
    const shop = await connect(system);
    for (const event of system.history(shop.clickId)) {
      expect((await deliverTo(app, system, shop, event)).statusCode).toBeLessThan(300);
      await drainJobs();
    }
    await settleAll();
    const { sales, mrr, open } = await outcomeOf(shop.id);
    const { customer } = system;
    const [, { amount_minor: second }] = sales as [unknown, { amount_minor: number }];
    expect(sales).toMatchObject([
      { customer, amount_minor: 10_000, refunded_minor: 0, currency: 'USD', is_credited: true },
      { customer, refunded_minor: second / 2, currency: 'USD', is_credited: true },
    ]);
    expect({ mrr, open }).toEqual({ mrr: system.mrr, open: [] });
  });

  it('comes to the same whatever order events come in, and when all come twice', async () => {
    const length = system.history('').length * 2;
    const deliverIn = async (order: (events: object[]) => object[]) => {
      const shop = await connect(system);
      for (const event of order(system.history(shop.clickId)))
        await deliverTo(app, system, shop, event as Record<string, unknown>);
      await settleAll();
      return outcomeOf(shop.id);
    };
    const inOrder = await deliverIn((events) => events);
    expect(inOrder.sales).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: length, maxLength: length }), async (places) => {
        const shuffled = (events: object[]) => {
          const left = [...events, ...events];
          return places.flatMap((place) => left.splice(place % left.length, 1));
        };
        expect(await deliverIn(shuffled)).toEqual(inOrder);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);
});

describe('Paddle', () => {
  it('is tested with events that its own library reads', () => {
    const event = paddleEvent('transaction.completed', 0, paddleTransaction('txn_01', 0));
    const read = Webhooks.fromJson(event as unknown as IEvents);
    expect(read.data).toMatchObject({ id: 'txn_01', details: { totals: { grandTotal: '11900' } } });
  });

  it('credits a discount code that is told by id, and a chargeback takes all until it is reversed', async () => {
    const shop = await connect(paddle);
    await app.inject({
      ...{ method: 'POST', url: '/api/v1/coupons', headers: shop.headers },
      body: { affiliateId: shop.ann?.id, offerId: shop.offer.id, code: 'ANN20' },
    });
    const tell = async (type: string, day: number, data: Record<string, unknown>) => {
      await deliverTo(app, paddle, shop, paddleEvent(type, day, data));
      await settleAll();
      return (await outcomeOf(shop.id)).sales;
    };
    await tell('discount.created', 0, { id: 'dsc_01', code: 'ANN20', type: 'percentage', amount: '20' });
    const paid = paddleTransaction('txn_02', 1, { discount_id: 'dsc_01' });
    expect(await tell('transaction.completed', 1, paid)).toMatchObject([{ is_credited: true }]);
    const chargeback = paddleAdjustment('adj_02', 2, '11900', { action: 'chargeback' });
    expect(await tell('adjustment.created', 2, chargeback)).toMatchObject([{ refunded_minor: 10_000 }]);
    const reversal = paddleAdjustment('adj_03', 3, '11900', { action: 'chargeback_reverse' });
    expect(await tell('adjustment.created', 3, reversal)).toMatchObject([{ refunded_minor: 0 }]);
  });
});

it('an order of Lemon Squeezy without a subscription is a sale, and its refund goes back', async () => {
  const shop = await connect(lemonSqueezy);
  const tell = async (name: string, more: Record<string, unknown> = {}) => {
    await deliverTo(app, lemonSqueezy, shop, lemonEvent(name, 'orders', '5', {}, lemonOrder(0, more)));
    await settleAll();
  };
  await tell('order_created');
  await tell('order_refunded', { refunded: true, refunded_amount: 11_900, status: 'refunded' });
  expect((await outcomeOf(shop.id)).sales).toMatchObject([{ amount_minor: 10_000, refunded_minor: 10_000 }]);
});

it('a fact of the seller’s own billing that is not whole is refused by name', async () => {
  const shop = await connect(own);
  const event = {
    id: 'x',
    type: 'payment',
    occurredAt: START.toISOString(),
    customer: {},
    payment: { id: 'P' },
  };
  const answer = await deliverTo(app, own, shop, event);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors.map(({ path }: { path: string }) => path)).toContain('payment.currency');
});

it('a secret of another system’s form is refused', async () => {
  const { headers } = await connect(own);
  const make = (kind: string, secret: string) =>
    app.inject({
      ...{ method: 'POST', url: '/api/v1/billing-connections', headers },
      body: { kind, name: 'X', secret },
    });
  expect((await make('paddle', 'whsec_something')).statusCode).toBe(422);
  expect((await make('chargebee', 'no-password')).statusCode).toBe(422);
  expect((await make('json', 'anything')).statusCode).toBe(422);
});
