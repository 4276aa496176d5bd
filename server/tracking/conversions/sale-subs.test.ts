import { expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { listSubsOfSales } from '../store/sale-subs.ts';
import { recordLead } from './record-leads.ts';
import { recordSale } from './record-sales.ts';

useDatabase();

it('a sale has the sub ids of the click that won it, a later one of the click that won the customer, another’s none', async () => {
  const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
  const [ann, bob] = affiliates as [(typeof affiliates)[0], (typeof affiliates)[0]];
  const [lost = '', won = ''] = await recordClicks(id, [
    { at: new Date('2026-03-01T00:00:00Z'), linkId: bob.link.id, visitorId: 'v', sub1: 'lost' },
    {
      at: new Date('2026-03-02T00:00:00Z'),
      linkId: ann.link.id,
      visitorId: 'v',
      sub1: 'spring',
      sub3: 'blog',
    },
  ]);
  expect(lost).not.toBe(won);
  const customer = { customerExternalId: 'c1' };
  await recordLead(id, { ...customer, clickId: won, occurredAt: new Date('2026-03-03T00:00:00Z') }, 'en');
  for (const [invoiceId, day] of [
    ['first', '04'],
    ['renewal', '20'],
  ])
    await recordSale(
      id,
      {
        ...{ ...customer, invoiceId, amountMinor: 1_000, currency: 'USD' },
        occurredAt: new Date(`2026-03-${day}T00:00:00Z`),
      },
      'en',
    );
  const subs = { sub1: 'spring', sub2: null, sub3: 'blog', sub4: null, sub5: null };
  const asked = ['first', 'renewal', 'unknown'];
  expect(Object.fromEntries(await listSubsOfSales(id, ann.id, asked))).toEqual({
    first: subs,
    renewal: subs,
  });
  expect(await listSubsOfSales(id, bob.id, asked)).toEqual(new Map());
});
