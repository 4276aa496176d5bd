import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../../test/support/child.ts';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { StripeHistory } from '../../../test/support/stripe-history.ts';
import {
  checkout,
  customer,
  dispute,
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

// The settings are read before the server listens.
const PORT = await freePort();
const config = testConfig({ STRIPE_API_URL: `http://127.0.0.1:${PORT}` });
const KEY = 'rk_test_for_tests_only';
const DAY_S = 86_400;
const START_S = NOW_S - 60 * DAY_S;
const stripe = new StripeHistory();
let app: App;

useDatabase(config);
beforeAll(async () => {
  await stripe.open(PORT);
  app = await createApp(config);
  await app.ready();
});
beforeEach(() => {
  Object.assign(stripe, {
    answersLeft: Number.POSITIVE_INFINITY,
    onSilence: null,
    refusal: null,
    asked: [],
    pageSize: 1,
  });
});
afterAll(async () => {
  setClock();
  stripe.close();
  await app.close();
});

type Listed = { id: string };
const of = (object: object) => object as Listed;
const paidOn = (day: number) => ({ paid_at: START_S + day * DAY_S });

/** A subscriber with two bills, the second half refunded, and a purchase by card that was disputed and won. */
const history = (clickId: string) => ({
  customers: [of(customer()), of(customer({ id: 'cus_2', email: 'kim@buyer.example' }))],
  subscriptions: [of(subscription({ start_date: START_S, quantity: 3 }))],
  sessions: [of(checkout({ client_reference_id: clickId, created: START_S }))],
  invoices: [
    of(
      invoice({
        id: 'in_2',
        billing_reason: 'subscription_cycle',
        status_transitions: paidOn(30),
        payments: { data: [{ payment: { payment_intent: 'pi_2' } }] },
      }),
    ),
    of(invoice({ status_transitions: paidOn(0) })),
  ],
  payment_intents: [
    of(
      paymentIntent({ id: 'pi_3', customer: 'cus_2', latest_charge: 'ch_3', created: START_S + 40 * DAY_S }),
    ),
    of(paymentIntent({ id: 'pi_2', latest_charge: 'ch_2', created: START_S + 30 * DAY_S })),
    of(paymentIntent({ created: START_S })),
    of(paymentIntent({ id: 'pi_9', status: 'requires_payment_method', created: START_S })),
  ],
  refunds: [
    of(
      refund('re_1', 5_950, 'succeeded', {
        charge: 'ch_2',
        payment_intent: 'pi_2',
        created: START_S + 35 * DAY_S,
      }),
    ),
  ],
  disputes: [
    of(dispute('won', 'dp_1', { charge: 'ch_3', payment_intent: 'pi_3', created: START_S + 45 * DAY_S })),
  ],
});

async function shopWithHistory() {
  const shop = await connected(app);
  const clickId = await shop.clickOn(shop.ann?.link.id, 24 * 61);
  stripe.lists = history(clickId);
  const url = `/api/v1/billing-connections/${shop.connection}/backfill`;
  const ask = (method: 'GET' | 'POST' | 'DELETE', apiKey = KEY) =>
    app.inject({ method, url, headers: shop.headers, ...(method === 'POST' ? { body: { apiKey } } : {}) });
  return { ...shop, ask, state: async () => (await ask('GET')).json().data };
}

/** Also what waits for more, with what is known by then. */
async function settleAll(): Promise<void> {
  await drainJobs();
  setClock(() => new Date(Date.now() + 121_000));
  await addJob('signals.settle-overdue-billing-events', {});
  await drainJobs();
  setClock();
}

async function outcomeOf(workspaceId: string) {
  const rows = async (text: string) => (await pool().query(text, [workspaceId])).rows;
  return {
    sales: await rows(`select external_id, amount_minor, refunded_minor, occurred_at,
      affiliate_id is not null as is_credited from tracking.sale_events where workspace_id = $1 order by 1`),
    mrr: await rows('select day, amount_minor from signals.mrr_movements where workspace_id = $1 order by 1'),
    open: await rows(`select type, state, note, error from signals.billing_events
      where workspace_id = $1 and state not in ('done', 'ignored')`),
  };
}

const EXPECTED = {
  sales: [
    { external_id: 'in_1', amount_minor: 10_000, refunded_minor: 0, is_credited: true },
    { external_id: 'in_2', amount_minor: 10_000, refunded_minor: 5_000, is_credited: true },
    { external_id: 'pi_3', amount_minor: 11_900, refunded_minor: 0, is_credited: false },
  ],
  mrr: [{ amount_minor: 3_000 }],
  open: [],
};

it('the history becomes sales, refunds and MRR at their own times, page by page, and the key is forgotten', async () => {
  const { id, ask, state } = await shopWithHistory();
  const begun = await ask('POST');
  expect(begun.statusCode).toBe(202);
  expect(begun.json()).toMatchObject({ state: 'running', stage: 'customers', doneStages: 0, allStages: 9 });
  expect((await ask('POST')).statusCode).toBe(409);
  await settleAll();
  const outcome = await outcomeOf(id);
  expect(outcome).toMatchObject(EXPECTED);
  expect(outcome.sales[1].occurred_at).toEqual(new Date((START_S + 30 * DAY_S) * 1_000));
  expect(await state()).toMatchObject({ state: 'done', doneStages: 9, fetchedCount: 12, newCount: 11 });
  expect(stripe.keys).toEqual(new Set([`Bearer ${KEY}`]));
  const { rows } = await pool().query(
    'select to_jsonb(b) as row from signals.billing_backfills b where workspace_id = $1',
    [id],
  );
  expect(rows[0].row.sealed_key).toBeNull();
  expect(JSON.stringify([begun.json(), await state()])).not.toContain(KEY);
});

it('a fetch whose line is cut in the middle goes on at its page, and comes to the same', async () => {
  const { id, ask, state } = await shopWithHistory();
  stripe.answersLeft = 5;
  await ask('POST');
  await drainJobs().catch(() => null);
  const failed = 'select count(*)::int from graphile_worker._private_jobs where last_error is not null';
  await expect.poll(async () => (await pool().query(failed)).rows[0].count).toBe(1);
  const cut = await state();
  expect(cut).toMatchObject({
    state: 'running',
    fetchedCount: 4,
    error: expect.stringContaining('connection'),
  });
  Object.assign(stripe, { answersLeft: Number.POSITIVE_INFINITY, asked: [] });
  await pool().query('update graphile_worker._private_jobs set run_at = now(), last_error = null');
  await settleAll();
  expect(stripe.asked).not.toContain('customers');
  expect(await outcomeOf(id)).toMatchObject(EXPECTED);
  expect(await state()).toMatchObject({ state: 'done', fetchedCount: 12, error: null });
}, 60_000);

/** Works the queue in a process of its own. */
const WORK_IN_CHILD = `
  const [url, address] = process.argv.slice(1);
  const { openDatabase } = await import('./server/core/db.ts');
  const { readConfig } = await import('./server/core/config.ts');
  const { prepareRooms } = await import('./server/main.ts');
  const { startJobs } = await import('./server/core/jobs.ts');
  openDatabase(url);
  prepareRooms(readConfig({ GOODWORD_SECRET: 'a-secret-for-tests-only', STRIPE_API_URL: address }));
  await startJobs({ isAlone: true });
`;

it('a fetch whose process is killed in the middle of a page goes on there, and comes to the same', async () => {
  const { id, ask, state } = await shopWithHistory();
  const silence = new Promise<void>((resolve) => {
    Object.assign(stripe, { answersLeft: 5, onSilence: resolve });
  });
  await ask('POST');
  const url = pool().options.connectionString ?? '';
  const args = ['--input-type=module', '--eval', WORK_IN_CHILD, url, config.stripeApiUrl];
  const cwd = path.resolve(import.meta.dirname, '../../..');
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  await silence;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await state()).toMatchObject({ state: 'running', fetchedCount: 4, error: null });
  Object.assign(stripe, { answersLeft: Number.POSITIVE_INFINITY, onSilence: null, asked: [] });
  // As a process does that starts and knows that it is alone.
  await pool().query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker._private_jobs where locked_by is not null`);
  await settleAll();
  expect(stripe.asked).not.toContain('customers');
  expect(await outcomeOf(id)).toMatchObject(EXPECTED);
  expect(await state()).toMatchObject({ state: 'done', fetchedCount: 12 });
}, 120_000);

it('fetched twice, and after the same came by webhook, nothing is counted twice', async () => {
  const { id, ask, state, tell } = await shopWithHistory();
  await tell(
    told('customer.created', customer()),
    told('invoice.paid', invoice({ status_transitions: paidOn(0) })),
    told('refund.created', refund('re_1', 5_950, 'succeeded', { charge: 'ch_2', payment_intent: 'pi_2' })),
  );
  stripe.pageSize = 100;
  for (const fresh of [11, 0]) {
    expect((await ask('POST')).statusCode).toBe(202);
    await settleAll();
    expect(await state()).toMatchObject({ state: 'done', fetchedCount: 12, newCount: fresh });
  }
  const { sales, mrr } = await outcomeOf(id);
  expect({ sales, mrr }).toMatchObject({ sales: EXPECTED.sales, mrr: EXPECTED.mrr });
});

it('a key that Stripe refuses ends the fetch and says why; a busy Stripe is asked again later', async () => {
  const { ask, state } = await shopWithHistory();
  expect((await ask('POST', 'sk_live_everything')).statusCode).toBe(422);
  stripe.refusal = {
    status: 401,
    error: { type: 'invalid_request_error', message: 'Invalid API Key provided' },
  };
  await ask('POST');
  await drainJobs();
  expect(await state()).toMatchObject({ state: 'failed', error: 'Invalid API Key provided' });
  stripe.refusal = { status: 429, error: { type: 'rate_limit_error', message: 'Too many requests' } };
  await ask('POST');
  await drainJobs();
  expect(await state()).toMatchObject({ state: 'running', fetchedCount: 0 });
  const { rows } = await pool().query(
    `select count(*)::int as later from graphile_worker._private_jobs where run_at > now() + interval '30 seconds'`,
  );
  expect(rows[0].later).toBeGreaterThan(0);
  expect((await ask('DELETE')).json()).toMatchObject({ state: 'canceled' });
  expect((await ask('DELETE')).statusCode).toBe(404);
}, 60_000);
