import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { saveAccounts, savePeople } from '../../customers/index.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { saveLink } from '../links/save-link.ts';
import { getDecision } from '../store/sales.ts';
import { creditSale } from './credit-sale.ts';
import { recordSale } from './record-sales.ts';
import { viewSale } from './view-sale.ts';

useDatabase();

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const sale = (externalId: string, at: Date, more: object = {}) => ({
  ...{ externalId, customerExternalId: 'c1', amountMinor: 10_000, currency: 'usd', occurredAt: at },
  ...more,
});

async function clickOn(workspaceId: string, linkId: string | undefined, at: Date) {
  const [id] = await recordClicks(workspaceId, [
    { id: newIdAt('clk', at), at, linkId: linkId ?? '', visitorId: 'visitor-0000000001' },
  ]);
  return id ?? '';
}

describe('a changed rule of an offer', () => {
  it('holds for what happens after it, whenever that is told', async () => {
    const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    await clickOn(id, affiliates[1]?.link.id, ago(4));
    await pool().query(
      `update affiliates.offers set click_model = 'first', is_lifetime = false where workspace_id = $1 and id = $2`,
      [id, offer.id],
    );
    const later = new Date(Date.now() + DAY_MS);
    const after = await recordSale(id, sale('after', later, { clickId }));
    expect(after.decision.reason.code).toBe('tracking:touch.first_click');
    const before = await recordSale(id, sale('before', ago(1), { clickId }));
    expect(before.decision.reason.code).toBe('tracking:touch.last_click');
    expect((await recordSale(id, sale('after', later))).sale.affiliateId).toBe(affiliates[0]?.id);
    const [rule] = (await getDecision(id, before.sale.id)).rules ?? [];
    expect(rule).toMatchObject({ offerId: offer.id, clickModel: 'last', isLifetime: true });
  });

  it('is kept once for each change, and not when something else of the offer changes', async () => {
    const { id, offer } = await makeProgram([]);
    const change = (set: string) =>
      pool().query(`update affiliates.offers set ${set} where workspace_id = $1 and id = $2`, [id, offer.id]);
    await change(`name = 'Other'`);
    await change('window_days = 10');
    const { rows } = await pool().query(
      'select window_days from affiliates.offer_rules where workspace_id = $1 order by valid_from',
      [id],
    );
    expect(rows.map((row) => row.window_days)).toEqual([30, 10]);
  });
});

describe('the explanation of a sale', () => {
  it('says the rule in words, and what was decided before', async () => {
    const { id, affiliates } = await makeProgram(['Ann'], { clickModel: 'first', protectsCustomers: true });
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    const { sale: told } = await recordSale(id, sale('s1', ago(4)));
    await recordSale(id, sale('s2', ago(3), { clickId }));
    const seen = await viewSale(systemActor(id, 'test'), told.id);
    expect(seen.decision.rules.map(({ sentences }) => sentences)).toEqual([
      [
        'The first click within 30 days earns the credit.',
        'A coupon decides before any click.',
        'Who has bought stays with their affiliate.',
        'Who was a customer before earns nobody a credit.',
      ],
    ]);
    expect(seen.decision).toMatchObject({ version: 2, affiliateId: affiliates[0]?.id });
    expect(seen.earlierDecisions).toMatchObject([
      { version: 1, affiliateId: null, reason: { code: 'tracking:decision.no_touch' } },
    ]);
  });
});

describe('an offer that decides every sale anew', () => {
  it('credits who brought each of them', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob'], { isLifetime: false });
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(90));
    const first = await recordSale(id, sale('s1', ago(89), { clickId }));
    const nobody = await recordSale(id, sale('s2', ago(40)));
    await clickOn(id, affiliates[1]?.link.id, ago(20));
    const third = await recordSale(id, sale('s3', ago(19)));
    expect([first, nobody, third].map((each) => each.sale.affiliateId)).toEqual([
      affiliates[0]?.id,
      null,
      affiliates[1]?.id,
    ]);
    expect(nobody.decision.touches.map(({ reason }) => reason.code)).toEqual([
      'tracking:touch.decided_anew',
      'tracking:touch.outside_window',
    ]);
  });
});

describe('an offer for new customers only', () => {
  it('credits nobody for who had bought before the click', async () => {
    const { id, affiliates } = await makeProgram(['Ann'], { protectsCustomers: true });
    await recordSale(id, sale('s1', ago(9)));
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    const { decision } = await recordSale(id, sale('s2', ago(4), { clickId }));
    expect(decision.affiliateId).toBeNull();
    expect(decision.touches[0]?.reason.code).toBe('tracking:touch.existing_customer');
  });

  it.each([
    ['by the company’s id', { accountExternalId: 'acme' }],
    ['by the person’s e-mail address', { customerEmail: 'Cy@Acme.example' }],
  ])('credits nobody for whom the record knows as a customer %s', async (_name, known) => {
    const { id, affiliates } = await makeProgram(['Ann'], { protectsCustomers: true });
    const [account] = await saveAccounts(id, [
      { externalId: 'acme', name: 'Acme', stage: 'customer', signedUpAt: ago(200) },
    ]);
    await savePeople(id, [{ email: 'cy@acme.example', accountId: account?.id }]);
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    const { decision } = await recordSale(id, sale('s1', ago(4), { clickId, ...known }));
    expect(decision.affiliateId).toBeNull();
  });

  it('credits who brought a new customer, and keeps that when the record learns more later', async () => {
    const { id, affiliates } = await makeProgram(['Ann'], { protectsCustomers: true });
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    await recordSale(id, sale('s2', ago(3), { clickId }));
    await saveAccounts(id, [{ externalId: 'c1', name: 'C', stage: 'customer', signedUpAt: ago(200) }]);
    const earlier = await recordSale(id, sale('s1', ago(4)));
    expect(earlier.sale.affiliateId).toBe(affiliates[0]?.id);
  });

  it('leaves the affiliates of other offers alone', async () => {
    const { id, affiliates } = await makeProgram(['Ann'], { protectsCustomers: true });
    const open = await saveOffer(id, { name: 'Open', destinationUrl: 'https://open.example' });
    const link = await saveLink(id, { affiliateId: affiliates[0]?.id ?? '', offerId: open.id });
    await recordSale(id, sale('s1', ago(9)));
    const clickId = await clickOn(id, link.id, ago(5));
    expect((await recordSale(id, sale('s2', ago(4), { clickId }))).sale.offerId).toBe(open.id);
  });
});

describe('an offer that shares sales', () => {
  const brought = async (rule: object = {}) => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob', 'Cy'], { winnerBasisPoints: 7_000, ...rule });
    const [ann, bob, cy] = affiliates;
    const clickId = await clickOn(id, ann?.link.id, ago(40));
    for (const [days, helper] of [
      [9, cy],
      [8, bob],
      [7, cy],
    ] as const)
      await clickOn(id, helper?.link.id, ago(days));
    await clickOn(id, ann?.link.id, ago(6));
    return { id, ann, bob, cy, clickId };
  };

  it('says who gets what, and why', async () => {
    const { id, ann, bob, cy, clickId } = await brought();
    const { sale: told, decision } = await recordSale(
      id,
      sale('s1', ago(5), { clickId, amountMinor: 9_999 }),
    );
    expect(told.affiliateId).toBe(ann?.id);
    expect(
      decision.shares.map(({ affiliateId, part, amountMinor }) => [affiliateId, part, amountMinor]),
    ).toEqual([
      [ann?.id, 0.7, 6_999],
      [cy?.id, 0.15, 1_500],
      [bob?.id, 0.15, 1_500],
    ]);
    const seen = await viewSale(systemActor(id, 'test'), told.id);
    expect(seen.decision.shares.map(({ reason }) => reason.code)).toEqual([
      'tracking:share.winner',
      'tracking:share.click',
      'tracking:share.click',
    ]);
    expect(seen.decision.shares[1]?.reason.text).toMatch(
      /^Cy gets 15%, \$15\.00, for having helped: their link/,
    );
    expect(seen.decision.rules[0]?.sentences).toContain('Further sales to who has bought are not shared.');
  });

  it('shares what is decided anew, and leaves a customer who is kept to the winner', async () => {
    for (const isLifetime of [true, false]) {
      const { id, clickId } = await brought({ isLifetime });
      await recordSale(id, sale('s1', ago(5), { clickId }));
      const { decision } = await recordSale(id, sale('s2', ago(4)));
      expect(decision.shares).toHaveLength(isLifetime ? 0 : 3);
    }
  });

  it('decides anew when a helper’s click comes late, and keeps what was decided before', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob'], { winnerBasisPoints: 7_000 });
    const clickId = await clickOn(id, affiliates[0]?.link.id, ago(5));
    const { sale: told } = await recordSale(id, sale('s1', ago(4), { clickId }));
    await clickOn(id, affiliates[1]?.link.id, ago(6));
    const seen = await viewSale(systemActor(id, 'test'), told.id);
    expect(seen.decision).toMatchObject({ version: 2, affiliateId: affiliates[0]?.id });
    expect(seen.decision.shares.map(({ amountMinor }) => amountMinor)).toEqual([7_000, 3_000]);
    expect(seen.earlierDecisions).toMatchObject([{ version: 1, affiliateId: affiliates[0]?.id }]);
  });

  it('gives all of a sale to whom a person credits', async () => {
    const { id, bob, clickId } = await brought();
    const { sale: told } = await recordSale(id, sale('s1', ago(5), { clickId }));
    const actor = systemActor(id, 'test');
    const credit = { affiliateId: bob?.id ?? '', offerId: told.offerId ?? '', reason: 'They came together.' };
    await creditSale(actor, told.id, { ...credit, keepsCustomer: false });
    const { decision } = await viewSale(actor, told.id);
    expect(decision).toMatchObject({ affiliateId: bob?.id, shares: [] });
  });
});
