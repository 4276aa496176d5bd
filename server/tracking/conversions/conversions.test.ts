import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { findAccountIds, listAccountSummaries, saveAccounts } from '../../customers/index.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { saveCoupon } from '../links/save-coupon.ts';
import { countClicksAndLeads } from '../read-figures.ts';
import { listReferredCustomers } from '../store/figures.ts';
import { recordLead } from './record-leads.ts';
import { recordSale } from './record-sales.ts';

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

  it('is recorded and answered by itself, though one that was told at the same time cannot be', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
    const clicks = [];
    for (const [index, { link }] of affiliates.entries())
      clicks.push(await clickOn(id, link.id, day(0), `visitor-000000000${index}`));
    const told = await Promise.allSettled([
      recordSale(id, sale('s1', { clickId: clicks[0], occurredAt: day(1) })),
      recordSale(id, sale('s2', { customerExternalId: 'c2', metadata: { note: '\u0000' } })),
      recordSale(id, sale('s3', { customerExternalId: 'c3', clickId: clicks[1], occurredAt: day(1) })),
    ]);
    expect(told.map((each) => each.status === 'fulfilled' && each.value.sale.affiliateId)).toEqual([
      affiliates[0]?.id,
      false,
      affiliates[1]?.id,
    ]);
    const { rows } = await pool().query(
      'select external_id from tracking.sale_events where workspace_id = $1 order by 1',
      [id],
    );
    expect(rows.map((row) => row.external_id)).toEqual(['s1', 's3']);
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
