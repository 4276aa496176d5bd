import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { stripeEvent } from '../../../test/support/stripe.ts';
import {
  charge,
  customer,
  dispute,
  invoice,
  refund,
  subscription,
} from '../../../test/support/stripe-objects.ts';
import { connected, NOW_S, told } from '../../../test/support/stripe-shop.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(() => app.close());

describe('money that goes back', () => {
  const paid = [
    told('customer.created', customer()),
    told('invoice.paid', invoice({ billing_reason: 'subscription_cycle' }), 50),
  ];

  it('is the same share of the sale, counted once whoever tells of it', async () => {
    const { tell, sales } = await connected(app);
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
    const { tell, sales } = await connected(app);
    await tell(...paid, told('refund.created', refund('re_1', 1_190)));
    await tell(told('refund.updated', refund('re_1', 1_190, 'failed'), 10));
    expect(await sales()).toMatchObject([{ refundedMinor: 0 }]);
  });

  it('by a credit note outside of refunds counts, on the customer’s balance does not', async () => {
    const { tell, sales } = await connected(app);
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
    const { ann, clickOn, tell, sales, get } = await connected(app);
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
    const { connection, get, tell, sales } = await connected(app);
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
    const { tell, get } = await connected(app);
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
