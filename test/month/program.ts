import { changeOffer } from '../../server/affiliates/change-offer.ts';
import { saveAffiliate, saveOffer } from '../../server/affiliates/index.ts';
import { assignPlan, savePlan } from '../../server/commissions/index.ts';
import { changePlan } from '../../server/commissions/plans/save-plan.ts';
import { NewPlan, type PlanInput } from '../../server/commissions/plans/schema.ts';
import { systemActor } from '../../server/core/actor.ts';
import { setClock } from '../../server/core/clock.ts';
import type { App } from '../../server/core/http/server.ts';
import { saveCoupon, saveLink } from '../../server/tracking/index.ts';
import { makeWorkspace } from '../support/database.ts';
import { signInAsRole, withApiKey } from '../support/http.ts';
import { connectStripe } from '../support/stripe.ts';
import { couponOf, MONTH_MIDDLE, MONTH_START, OFFERS } from './facts.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 8;
/** Before the first click of a customer of the month. */
const BEFORE = new Date(MONTH_START.getTime() - 40 * DAY_MS);
/** After the month, its holds and its waiting shares. */
export const AFTERWARDS = new Date(MONTH_START.getTime() + 75 * DAY_MS);

const percent = (rateBasisPoints: number) => ({ kind: 'percent' as const, rateBasisPoints });
const base = { recurrence: 'lifetime', currency: 'USD', holdDays: 14 } as const;

/** One kind of terms for each offer. */
const PLANS: PlanInput[] = [
  { name: 'Percent', ...percent(2_000), ...base },
  {
    ...{ name: 'First payment', ...percent(500), ...base },
    rules: [
      {
        ...{ when: { products: ['Pro'] }, reward: percent(3_000), recurrence: 'lifetime' },
        later: { afterPayments: 1, reward: percent(1_000) },
      },
    ],
  },
  {
    ...{ name: 'Success', ...percent(2_500), ...base },
    success: { shareBasisPoints: 5_000, afterDays: 7, isRefundFree: true },
  },
  {
    ...{ name: 'Steps', ...percent(1_000), ...base, maxPerCustomerMinor: 9_000 },
    rules: [
      {
        ...{ when: {}, reward: percent(1_000), recurrence: 'lifetime' },
        tiers: { by: 'count', period: 'month', steps: [{ from: 2, reward: percent(2_000) }] },
      },
    ],
  },
];

export type MonthProgram = Awaited<ReturnType<typeof openMonth>>;

/** A program with its people, links, coupons and plans, whose terms change in the middle of the month. */
export async function openMonth(app: App, affiliateCount: number) {
  setClock(() => BEFORE);
  const { id: ws } = await makeWorkspace();
  const offers: string[] = [];
  const plans: string[] = [];
  for (const [index, plan] of PLANS.entries()) {
    const { id } = await saveOffer(ws, {
      name: `Offer ${index}`,
      destinationUrl: 'https://acme.example/start',
      windowDays: 30,
      clickModel: index === 1 ? 'first' : 'last',
      isLifetime: index !== 2,
      winnerBasisPoints: [10_000, 10_000, 7_000, 5_500][index] ?? 10_000,
    });
    const saved = await savePlan(ws, plan);
    await assignPlan(ws, id, saved.id);
    offers.push(id);
    plans.push(saved.id);
  }
  const affiliates = await inTurns(affiliateCount, (index) => joinProgram(ws, index, offers));
  setClock();
  const headers = await withApiKey(ws);
  const connection = await connectStripe(app, headers);
  const manager = await signInAsRole(app, ws, 'affiliate_manager');
  const finance = await signInAsRole(app, ws, 'finance');
  const names = new Map([
    ...offers.map((id, index) => [id, `offer ${index}`] as const),
    ...plans.map((id, index) => [id, `plan ${index}`] as const),
    ...affiliates.flatMap(({ id, links }, index) => [
      [id, `affiliate ${index}`] as const,
      ...links.map((link, offer) => [link, `link ${index}/${offer}`] as const),
    ]),
  ]);
  return { ws, plans, offers, affiliates, headers, connection, manager, finance, names };
}

async function joinProgram(ws: string, index: number, offers: string[]) {
  const email = `affiliate-${index}@partner.example`;
  const { id } = await saveAffiliate(ws, { name: `Affiliate ${index}`, email, status: 'active' });
  const links: string[] = [];
  for (const offerId of offers) links.push((await saveLink(ws, { affiliateId: id, offerId })).id);
  await saveCoupon(ws, { affiliateId: id, offerId: offers[index % OFFERS] ?? '', code: couponOf(index) });
  return { id, links };
}

/** In the middle of the month one plan pays more and one offer credits clicks for a shorter time. */
export async function changeTerms({ ws, plans, offers }: MonthProgram): Promise<void> {
  setClock(() => MONTH_MIDDLE);
  const actor = { ...systemActor(ws, 'test'), now: MONTH_MIDDLE };
  const {
    name: _name,
    isDefault: _isDefault,
    ...terms
  } = NewPlan.parse({
    ...{ name: 'Percent', ...base },
    ...percent(2_500),
    maxAmountMinor: 8_000,
  });
  await changePlan(actor, plans[0] ?? '', { terms });
  await changeOffer(actor, offers[0] ?? '', { windowDays: 7 });
  setClock(() => AFTERWARDS);
}

async function inTurns<Item>(count: number, make: (index: number) => Promise<Item>): Promise<Item[]> {
  const made: Item[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const turn = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, place) => make(first + place));
    made.push(...(await Promise.all(turn)));
  }
  return made;
}
