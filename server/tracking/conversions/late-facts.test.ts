import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import type { NewLead, NewSale } from '../schema/conversion.ts';
import { rememberCustomer } from './change-customer.ts';
import { recordLead, recordLeads } from './record-leads.ts';
import { recordSale, recordSales } from './record-sales.ts';

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

  it('a click that was named of a customer before it was told earns the credit', async () => {
    const { id, affiliates } = await makeProgram(['Ann']);
    const clickId = newIdAt('clk', day(0));
    await rememberCustomer(id, { externalId: 'c1' }, clickId);
    expect((await recordSale(id, sale('s1', { occurredAt: day(3) }))).sale.affiliateId).toBeNull();
    await recordClicks(id, [
      { id: clickId, at: day(0), linkId: affiliates[0]?.link.id ?? '', visitorId: 'visitor-0000000001' },
    ]);
    expect((await recordSale(id, sale('s1'))).sale.affiliateId).toBe(affiliates[0]?.id);
  });

  it.each([
    ['as offers are by default', {}],
    ['by the first click', { clickModel: 'first' as const }],
    ['where every sale is decided anew', { isLifetime: false }],
    ['where sales are shared', { isLifetime: false, winnerBasisPoints: 6_000 }],
    ['where only new customers count', { isLifetime: false, protectsCustomers: true }],
  ])('the order of arrival of clicks, leads and sales does not matter %s', async (_name, rule) => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob'], rule);
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
          for (const way of ['in order', 'shuffled', 'at once']) {
            const customer = `customer-${round++}`;
            const clicks = touches.map(({ link, days }, index) => ({
              id: newIdAt('clk', new Date(day(days).getTime() + index)),
              at: new Date(day(days).getTime() + index),
              linkId: links[link] ?? '',
              visitorId: `${customer}-visitor`,
            }));
            const leads: NewLead[] = [];
            const sales: NewSale[] = [];
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
                const key = `event${index}`;
                if (isLead) {
                  const lead = { ...facts, eventName: `lead ${index}` };
                  leads.push(lead);
                  return { key, act: () => recordLead(id, lead) };
                }
                const sold = sale(`${customer}-${index}`, facts);
                sales.push(sold);
                return { key, act: () => recordSale(id, sold) };
              }),
            ];
            if (way === 'shuffled') acts.sort((one, other) => rank(one.key) - rank(other.key));
            if (way === 'at once') {
              await recordSales(id, [...sales, ...sales]);
              await recordClicks(id, clicks);
              await recordLeads(id, leads);
            } else {
              for (const { act } of acts) await act();
            }
            const { rows } = await pool().query(
              `select sale.affiliate_id, right(sale.external_id, 1) as place, (
                 select string_agg(share ->> 'affiliateId' || ' ' || (share ->> 'weight'), ', ')
                 from jsonb_array_elements(decision.shares) share) as shares
               from tracking.sale_events sale
               join lateral (select shares from tracking.attribution_decisions
                 where workspace_id = sale.workspace_id and event_id = sale.id
                 order by version desc limit 1) decision on true
               join tracking.referred_customers customer on customer.workspace_id = sale.workspace_id
                 and customer.id = sale.customer_id
               where sale.workspace_id = $1 and customer.external_id = $2
               union all select affiliate_id, 'customer', null from tracking.referred_customers
               where workspace_id = $1 and external_id = $2 order by place`,
              [id, customer],
            );
            ends.push(rows);
          }
          expect(ends[1]).toEqual(ends[0]);
          expect(ends[2]).toEqual(ends[0]);
        },
      ),
      { numRuns: 10 },
    );
  });
});
