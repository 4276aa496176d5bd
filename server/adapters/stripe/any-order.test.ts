import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { connectStripe, deliver, type StripeEvent, stripeEvent } from '../../../test/support/stripe.ts';
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
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks } from '../../tracking/index.ts';

useDatabase();

const DAY_S = 86_400;
const START_S = Math.floor(Date.now() / 1_000) - 100 * DAY_S;
const RUNS = 4;
/** Of ten deliveries, so many are followed by the queue's work. */
const DRAINS_OF_TEN = 2;
let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(() => app.close());

/** Two subscribers, upgrades, a purchase by card, refunds that stand and fail, disputes that are won and lost. */
function history(clickId: string): StripeEvent[] {
  const on = (day: number, type: string, object: Record<string, unknown>) =>
    stripeEvent(type, object, START_S + day * DAY_S);
  const first = { start_date: START_S };
  const metadata = { dubCustomerExternalId: 'user_1' };
  const second = { id: 'sub_2', customer: 'cus_2', start_date: START_S + 10 * DAY_S };
  const other = { customer: 'cus_2', customer_email: 'kim@buyer.example' };
  const kim = { id: 'cus_2', email: 'kim@buyer.example', name: 'Kim' };
  const pi2 = { payments: { data: [{ payment: { type: 'payment_intent', payment_intent: 'pi_2' } }] } };
  const ofKim = { charge: 'ch_2', payment_intent: 'pi_2' };
  return [
    on(0, 'customer.created', customer()),
    on(0, 'checkout.session.completed', checkout({ metadata, client_reference_id: clickId })),
    on(0, 'customer.subscription.created', subscription({ ...first, status: 'incomplete' })),
    on(0, 'customer.subscription.updated', subscription(first)),
    on(0, 'invoice.paid', invoice()),
    on(0, 'payment_intent.succeeded', paymentIntent()),
    on(5, 'customer.updated', customer({ name: 'Jo B. Buyer' })),
    on(20, 'customer.subscription.updated', subscription({ ...first, quantity: 4 })),
    on(30, 'charge.refunded', charge({ amount_refunded: 3_333 })),
    on(30, 'refund.created', refund('re_1', 3_333)),
    on(31, 'refund.created', refund('re_2', 3_334, 'pending')),
    on(33, 'refund.updated', refund('re_2', 3_334, 'failed')),
    on(40, 'charge.dispute.created', dispute('needs_response')),
    on(50, 'charge.dispute.closed', dispute('won')),
    on(60, 'customer.subscription.updated', subscription({ ...first, quantity: 2 })),
    on(
      70,
      'customer.subscription.deleted',
      subscription({ ...first, quantity: 2, status: 'canceled', ended_at: START_S + 70 * DAY_S }),
    ),
    on(10, 'customer.created', customer(kim)),
    on(10, 'customer.subscription.created', subscription(second)),
    on(
      11,
      'invoice.paid',
      invoice({ id: 'in_2', billing_reason: 'subscription_cycle', ...other, payments: null }),
    ),
    on(11, 'invoice_payment.paid', {
      id: 'inpay_2',
      object: 'invoice_payment',
      invoice: 'in_2',
      payment: pi2.payments.data[0]?.payment,
    }),
    on(
      12,
      'invoice.payment_failed',
      invoice({ id: 'in_3', status: 'open', amount_paid: 0, ...other, payments: null }),
    ),
    on(13, 'charge.dispute.created', dispute('needs_response', 'dp_2', ofKim)),
    on(14, 'charge.dispute.closed', dispute('lost', 'dp_2', ofKim)),
    on(
      15,
      'payment_intent.succeeded',
      paymentIntent({ id: 'pi_4', customer: 'cus_2', latest_charge: 'ch_4' }),
    ),
    on(
      15,
      'checkout.session.completed',
      checkout({
        id: 'cs_4',
        mode: 'payment',
        invoice: null,
        payment_intent: 'pi_4',
        customer: 'cus_2',
        customer_details: kim,
      }),
    ),
    on(16, 'refund.created', refund('re_4', 11_900, 'succeeded', { charge: 'ch_4', payment_intent: 'pi_4' })),
  ];
}

/** Delivers events in this order, working the queue whenever asked, and tells what has become of them. */
async function outcomeOf(order: (history: StripeEvent[]) => { events: StripeEvent[]; drains: boolean[] }) {
  const { id, affiliates } = await makeProgram(['Ann']);
  await savePlan(id, { ...TWENTY_PERCENT, holdDays: 0 });
  const connection = await connectStripe(app, await withApiKey(id));
  const [clickId = ''] = await recordClicks(id, [
    { at: new Date((START_S - 60) * 1_000), linkId: affiliates[0]?.link.id ?? '', visitorId: 'v1' },
  ]);
  const { events, drains } = order(history(clickId));
  for (const [index, event] of events.entries()) {
    expect((await deliver(app, connection, event)).statusCode).toBe(200);
    if (drains[index]) await drainJobs();
  }
  await drainJobs();
  return read(id);
}

async function read(workspaceId: string) {
  const rows = async (text: string) => (await pool().query(text, [workspaceId])).rows;
  return {
    sales:
      await rows(`select event.external_id, customer.external_id as customer, amount_minor, refunded_minor,
        currency, occurred_at, event.affiliate_id is not null as is_credited
      from tracking.sale_events event join tracking.referred_customers customer
        on customer.workspace_id = event.workspace_id and customer.id = event.customer_id
      where event.workspace_id = $1 order by 1`),
    kept: await rows(`select commission.sale_external_id, sum(line.amount_minor) as kept
      from commissions.commissions commission join commissions.ledger_lines line
        on line.workspace_id = commission.workspace_id and line.commission_id = commission.id
      where commission.workspace_id = $1 and line.account = 'affiliate' group by 1 order by 1`),
    mrr: await rows(`select account.external_id, day, kind, amount_minor
      from signals.mrr_movements movement join customers.accounts account
        on account.workspace_id = movement.workspace_id and account.id = movement.account_id
      where movement.workspace_id = $1 order by 1, 2`),
    open: await rows(`select type, state, note from signals.billing_events
      where workspace_id = $1 and state not in ('done', 'ignored') order by 1`),
  };
}

it('all events of a history, delivered twice and shuffled, end in the same sales, refunds and MRR', async () => {
  const inOrder = await outcomeOf((events) => ({ events, drains: events.map(() => true) }));
  expect(inOrder.sales).toMatchObject([
    {
      external_id: 'in_1',
      customer: 'user_1',
      amount_minor: 10_000,
      refunded_minor: 2_801,
      is_credited: true,
    },
    { external_id: 'in_2', customer: 'cus_2', amount_minor: 10_000, refunded_minor: 10_000 },
    { external_id: 'pi_4', customer: 'cus_2', amount_minor: 10_000, refunded_minor: 10_000 },
  ]);
  expect(inOrder.mrr.map(({ amount_minor }) => amount_minor)).toEqual([1_000, 1_000, 3_000, -2_000, -2_000]);
  expect(inOrder.open).toEqual([]);
  const length = history('').length * 2;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: length, maxLength: length }),
      fc.array(
        fc.nat({ max: 9 }).map((roll) => roll < DRAINS_OF_TEN),
        { minLength: length, maxLength: length },
      ),
      async (places, drains) => {
        const outcome = await outcomeOf((events) => ({
          events: shuffled([...events, ...events], places),
          drains,
        }));
        expect(outcome).toEqual(inOrder);
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 240_000);

function shuffled<Item>(items: Item[], places: number[]): Item[] {
  const left = [...items];
  return items.flatMap((_item, index) => left.splice((places[index] ?? 0) % left.length, 1));
}
