import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { db, pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { findAccountIds, listAccountSummaries, saveAccounts } from '../../customers/index.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { saveCoupon } from '../links/save-coupon.ts';
import { countClicksAndLeads, listReferredCustomers } from '../store/figures.ts';
import { recordLead } from './record-lead.ts';
import { recordSale } from './record-sale.ts';
import { refundSale } from './refund-sale.ts';

useDatabase();

const DAY_MS = 86_400_000;
const START = new Date('2026-03-01T12:00:00.000Z');
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);
const sale = (externalId: string, more: object = {}) => ({
  externalId,
  customerExternalId: 'c1',
  amountMinor: 10_000,
  currency: 'usd',
  ...more,
});

async function clickOn(workspaceId: string, linkId: string, at: Date, visitorId = 'visitor-0000000001') {
  const [id] = await recordClicks(workspaceId, [{ at, linkId, visitorId }]);
  return id ?? '';
}

describe('a sale', () => {
  it('is credited to the last click of the same browser, and says why in words', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
    const [ann, bob] = affiliates;
    const first = await clickOn(id, ann?.link.id ?? '', day(0));
    await clickOn(id, bob?.link.id ?? '', day(1));
    const { decision, sale: recorded } = await recordSale(
      id,
      sale('s1', { clickId: first, occurredAt: day(2) }),
    );
    expect(recorded).toMatchObject({ affiliateId: bob?.id, currency: 'USD', refundedMinor: 0 });
    expect(decision.reason.text).toBe(
      'Credited to Bob: the last click before this was on their link, on Mar 2, 2026, 12:00 PM UTC, within the window of 30 days.',
    );
    expect(decision.touches.map(({ isWinner, reason }) => [isWinner, reason.code])).toEqual([
      [true, 'tracking:touch.last_click'],
      [false, 'tracking:touch.earlier_click'],
    ]);
  });

  it('is one sale for ever, however often and however concurrently it is told', async () => {
    const { id } = await makeProgram(['Ann']);
    const told = await Promise.all(Array.from({ length: 8 }, () => recordSale(id, sale('s1'))));
    expect(new Set(told.map((outcome) => outcome.sale.id)).size).toBe(1);
    expect(told.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  });

  it('is one sale even when two customers are named for it at once', async () => {
    const { id } = await makeProgram(['Ann']);
    const told = await Promise.all(
      ['c1', 'c2', 'c3'].map((customerExternalId) => recordSale(id, sale('s1', { customerExternalId }))),
    );
    expect(new Set(told.map((outcome) => outcome.sale.id)).size).toBe(1);
  });

  it('stays with whom the customer bought through first', async () => {
    const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
    const [ann, bob] = affiliates;
    const clickId = await clickOn(id, ann?.link.id ?? '', day(0));
    await recordSale(id, sale('s1', { clickId, occurredAt: day(1) }));
    await saveCoupon(id, { affiliateId: bob?.id ?? '', offerId: offer.id, code: 'bob20' });
    const second = await recordSale(id, sale('s2', { couponCode: 'BOB20', occurredAt: day(400) }));
    expect(second.sale.affiliateId).toBe(ann?.id);
    expect(second.decision.reason.code).toBe('tracking:touch.kept_customer');
  });

  it('goes to the owner of the coupon before the last click', async () => {
    const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
    const [ann, bob] = affiliates;
    const clickId = await clickOn(id, ann?.link.id ?? '', day(0));
    await saveCoupon(id, { affiliateId: bob?.id ?? '', offerId: offer.id, code: 'BOB20' });
    const { sale: recorded } = await recordSale(
      id,
      sale('s1', { clickId, couponCode: 'bob20', occurredAt: day(1) }),
    );
    expect(recorded).toMatchObject({ affiliateId: bob?.id, couponCode: 'BOB20' });
  });

  it('is recorded without credit when nobody brought the customer', async () => {
    const { id } = await makeProgram([]);
    const { sale: recorded, decision } = await recordSale(
      id,
      sale('s1', { clickId: newIdAt('clk', day(0)) }),
    );
    expect(recorded.affiliateId).toBeNull();
    expect(decision.reason.code).toBe('tracking:decision.no_touch');
  });

  it('is not credited by a click of another workspace', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const clickId = await clickOn(id, affiliates[0]?.link.id ?? '', day(0));
    const other = await makeWorkspace();
    const { sale: recorded } = await recordSale(other.id, sale('s1', { clickId, occurredAt: day(1) }));
    expect(recorded.affiliateId).toBeNull();
  });
});

describe('a lead', () => {
  it('is one per customer and event name, and holds the customer beyond the window', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const clickId = await clickOn(id, affiliates[0]?.link.id ?? '', day(0));
    const lead = { customerExternalId: 'c1', clickId, occurredAt: day(1) };
    const first = await recordLead(id, lead);
    expect(await recordLead(id, lead)).toMatchObject({ isRepeat: true, lead: { id: first.lead.id } });
    expect((await recordLead(id, { ...lead, eventName: 'Demo' })).isRepeat).toBe(false);
    const later = await recordSale(id, sale('s1', { occurredAt: day(200) }));
    expect(later.decision.reason.code).toBe('tracking:touch.kept_lead');
    const [counts] = await countClicksAndLeads(id, null);
    expect(counts).toMatchObject({ clicks: 1, leads: 2, customers: 1, sales: 1 });
  });

  it('puts the customer into the one record, with channel, timeline and the affiliate’s count', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const [own] = await saveAccounts(id, [{ externalId: 'ann-co', name: 'Ann Co' }]);
    await pool().query('update affiliates.affiliates set account_id = $1 where workspace_id = $2', [
      own?.id,
      id,
    ]);
    const clickId = await clickOn(id, affiliates[0]?.link.id ?? '', day(0));
    await recordLead(id, {
      customerExternalId: 'c1',
      customerName: 'Cy Young',
      customerEmail: 'Cy@Example.com',
      clickId,
      occurredAt: day(1),
    });
    await recordSale(id, sale('s1', { occurredAt: day(2) }));
    await drainJobs();
    const [brought] = await listReferredCustomers(id, null);
    const accountId = (await findAccountIds(id, ['c1'])).get('c1') ?? '';
    expect(brought).toMatchObject({
      affiliateId: affiliates[0]?.id,
      accountId,
      personId: expect.any(String),
    });
    expect((await listAccountSummaries(id, [accountId]))[0]).toMatchObject({
      name: 'Cy Young',
      channel: 'affiliate',
      stage: 'customer',
    });
    const { rows } = await pool().query(
      `select kind from customers.timeline_entries where workspace_id = $1 and account_id = $2 order by kind`,
      [id, accountId],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['lead', 'referred_by', 'sale']));
    const figures = await pool().query(
      'select referral_count from customers.account_figures where workspace_id = $1 and account_id = $2',
      [id, own?.id],
    );
    expect(figures.rows[0]).toEqual({ referral_count: 1 });
  });

  it('leaves an account that is known as it is, and only links it', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const [known] = await saveAccounts(id, [{ externalId: 'acme', name: 'Acme Inc', channel: 'search' }]);
    const clickId = await clickOn(id, affiliates[0]?.link.id ?? '', day(0));
    await recordLead(id, {
      customerExternalId: 'u1',
      accountExternalId: 'acme',
      customerName: 'Cy',
      clickId,
      occurredAt: day(1),
    });
    await drainJobs();
    expect(await listReferredCustomers(id, null)).toMatchObject([{ accountId: known?.id }]);
    expect((await listAccountSummaries(id, [known?.id ?? '']))[0]).toMatchObject({
      name: 'Acme Inc',
      channel: 'search',
    });
  });
});

describe('refunds', () => {
  it('take back a part, once for each refund id', async () => {
    const { id } = await makeProgram([]);
    await recordSale(id, sale('s1'));
    const asked = { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 3_000 };
    const [first, second] = await Promise.all([refundSale(id, asked), refundSale(id, asked)]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ status: 'applied', amountMinor: 3_000 });
    const rest = await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r2' });
    expect(rest.amountMinor).toBe(7_000);
    await expect(refundSale(id, { saleExternalId: 's1', refundExternalId: 'r3' })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('never exceed the sale, however many come at once', async () => {
    const { id } = await makeProgram([]);
    const { sale: recorded } = await recordSale(id, sale('s1'));
    await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        refundSale(id, { saleExternalId: 's1', refundExternalId: `r${index}`, amountMinor: 3_000 }),
      ),
    );
    const row = await db()
      .selectFrom('tracking.saleEvents')
      .select('refundedMinor')
      .where('workspaceId', '=', id)
      .where('id', '=', recorded.id)
      .executeTakeFirstOrThrow();
    expect(row.refundedMinor).toBe(9_000);
  });

  it('refuse an id that belongs to a refund of another sale', async () => {
    const { id } = await makeProgram([]);
    await recordSale(id, sale('s1'));
    await recordSale(id, sale('s2'));
    await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 1 });
    await expect(
      refundSale(id, { saleExternalId: 's2', refundExternalId: 'r1', amountMinor: 1 }),
    ).rejects.toMatchObject({ code: 'refund_of_another_sale' });
  });

  it('come to the same end in any order, also at once, and before their sale', async () => {
    const { id } = await makeProgram([]);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 4 }),
        fc.boolean(),
        async (amounts, place, isAtOnce) => {
          const key = `order-${round++}`;
          const acts: (() => Promise<unknown>)[] = amounts.map(
            (amountMinor, index) => () =>
              refundSale(id, { saleExternalId: key, refundExternalId: `${key}-${index}`, amountMinor }),
          );
          acts.splice(place, 0, () => recordSale(id, sale(key)));
          if (isAtOnce) await Promise.all(acts.map((act) => act()));
          else for (const act of acts) await act();
          const { sale: after } = await recordSale(id, sale(key));
          expect(after.refundedMinor).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that come before their sale and are more than it are kept as refused', async () => {
    const { id } = await makeProgram([]);
    const pending = await refundSale(id, {
      saleExternalId: 's1',
      refundExternalId: 'r1',
      amountMinor: 10_001,
    });
    expect(pending).toMatchObject({ status: 'pending', amountMinor: 0 });
    const { sale: recorded } = await recordSale(id, sale('s1'));
    expect(recorded.refundedMinor).toBe(0);
    const again = await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 10_001 });
    expect(again.status).toBe('refused');
  });
});

describe('facts that come late', () => {
  it('a lead that comes after its sale still earns the credit, and it is told', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const clickId = await clickOn(id, affiliates[0]?.link.id ?? '', day(0));
    expect((await recordSale(id, sale('s1', { occurredAt: day(3) }))).sale.affiliateId).toBeNull();
    await recordLead(id, { customerExternalId: 'c1', clickId, occurredAt: day(1) });
    const again = await recordSale(id, sale('s1'));
    expect(again.sale.affiliateId).toBe(affiliates[0]?.id);
    expect(again.decision).toMatchObject({ version: 2, reason: { code: 'tracking:touch.kept_lead' } });
  });

  it('the order of arrival of clicks, leads and sales does not matter', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
    const links = affiliates.map((affiliate) => affiliate.link.id);
    let round = 0;
    const touch = fc.record({ link: fc.nat({ max: 1 }), days: fc.integer({ min: 0, max: 40 }) });
    const told = fc.record({
      isLead: fc.boolean(),
      days: fc.integer({ min: 0, max: 60 }),
      click: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(touch, { minLength: 1, maxLength: 3 }),
        fc.array(told, { minLength: 1, maxLength: 4 }),
        fc.func(fc.nat()),
        async (touches, events, rank) => {
          const ends = [];
          for (const shuffle of [false, true]) {
            const customer = `customer-${round++}`;
            const clicks = touches.map(({ link, days }, index) => ({
              id: newIdAt('clk', new Date(day(days).getTime() + index)),
              at: new Date(day(days).getTime() + index),
              linkId: links[link] ?? '',
              visitorId: `${customer}-visitor`,
            }));
            const acts: { key: string; act: () => Promise<unknown> }[] = [
              ...clicks.map((click, index) => ({
                key: `click${index}`,
                act: () => recordClicks(id, [click]),
              })),
              ...events.map(({ isLead, days, click }, index) => {
                const facts = {
                  customerExternalId: customer,
                  clickId: clicks[click]?.id,
                  occurredAt: day(days),
                };
                return {
                  key: `event${index}`,
                  act: () =>
                    isLead
                      ? recordLead(id, { ...facts, eventName: `lead ${index}` })
                      : recordSale(id, sale(`${customer}-${index}`, facts)),
                };
              }),
            ];
            if (shuffle) acts.sort((one, other) => rank(one.key) - rank(other.key));
            for (const { act } of acts) await act();
            const { rows } = await pool().query(
              `select sale.affiliate_id, right(sale.external_id, 1) as place from tracking.sale_events sale
               join tracking.referred_customers customer on customer.workspace_id = sale.workspace_id
                 and customer.id = sale.customer_id
               where sale.workspace_id = $1 and customer.external_id = $2
               union all select affiliate_id, 'customer' from tracking.referred_customers
               where workspace_id = $1 and external_id = $2 order by place`,
              [id, customer],
            );
            ends.push(rows);
          }
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
