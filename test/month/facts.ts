import { newIdAt } from '../../server/core/ids.ts';
import { createDice, type Dice } from '../../server/sample/dice.ts';
import type { StripeEvent } from '../support/stripe.ts';
import { paidByStripe } from './stripe-facts.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A month with its changes in the middle, so long ago that every hold is over. */
export const MONTH_START = new Date('2026-07-01T00:00:00Z');
export const MONTH_MIDDLE = new Date('2026-07-16T00:00:00Z');
const MONTH_DAYS = 31;
const LAST_SALE_DAY = 28;
const SALES_PER_CUSTOMER = 1.8;
/** Of the clicks that no customer made, so many are told at a time. */
const CLICKS_PER_BATCH = 500;

export interface MonthSize {
  affiliates: number;
  clicks: number;
  sales: number;
}

export interface ClickFact {
  id: string;
  at: Date;
  /** By number; each affiliate has a link for each offer. */
  affiliate: number;
  offer: number;
  visitorId: string;
  country: string;
  device: string;
  browser: string;
  referrerHost: string;
  sub1: string | null;
  verdict: 'counted' | 'bot';
}

export interface LeadFact {
  customerExternalId: string;
  customerEmail: string;
  clickId: string | null;
  occurredAt: Date;
}

export interface SaleFact {
  externalId: string;
  customerExternalId: string;
  clickId: string | null;
  couponCode: string | null;
  amountMinor: number;
  currency: string;
  product: string;
  country: string;
  occurredAt: Date;
}

export interface RefundFact {
  refundExternalId: string;
  saleExternalId: string;
  amountMinor: number;
  occurredAt: Date;
}

/** One delivery: what arrives together. */
export type Fact =
  | { kind: 'clicks'; at: Date; clicks: ClickFact[] }
  | { kind: 'lead'; at: Date; lead: LeadFact }
  | { kind: 'sale'; at: Date; sale: SaleFact }
  | { kind: 'refund'; at: Date; refund: RefundFact }
  | { kind: 'stripe'; at: Date; event: StripeEvent };

export const OFFERS = 4;
const STRIPE_SHARE = 0.12;

/** Everything that happens in the month, in the order of time; the same for the same seed. */
export function factsOfMonth(seed: number, size: MonthSize): Fact[] {
  const dice = createDice(seed, 1);
  const customers = Math.ceil(size.sales / SALES_PER_CUSTOMER);
  const facts = Array.from({ length: customers }, (_, index) => lifeOf(dice, index, size)).flat();
  const told = facts.reduce((sum, fact) => sum + (fact.kind === 'clicks' ? fact.clicks.length : 0), 0);
  facts.push(...passersBy(dice, size, size.clicks - told));
  return facts.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** A customer's clicks, lead, purchases and what was given back. */
function lifeOf(dice: Dice, index: number, size: MonthSize): Fact[] {
  const externalId = `customer-${index}`;
  const firstSaleAt = momentOn(dice, 1, LAST_SALE_DAY);
  const offer = dice.between(0, OFFERS - 1);
  const clicks = Array.from({ length: dice.between(1, 4) }, () =>
    clickOf(dice, size, {
      at: before(dice, firstSaleAt),
      visitorId: `visitor-${index}`,
      ...(dice.chance(0.8) ? { offer } : {}),
    }),
  ).toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const known = dice.chance(0.7) ? (clicks.at(-1)?.id ?? null) : null;
  const visits: Fact[] = clicks.map((click) => ({ kind: 'clicks', at: click.at, clicks: [click] }));
  if (dice.chance(STRIPE_SHARE))
    return [...visits, ...paidByStripe(dice, { index, clickId: clicks.at(-1)?.id ?? '', from: firstSaleAt })];
  const lead: Fact[] = dice.chance(0.8)
    ? [leadOf(externalId, known, new Date(firstSaleAt.getTime() - dice.between(1, 20) * HOUR_MS))]
    : [];
  return [...visits, ...lead, ...purchasesOf(dice, { index, externalId, known, firstSaleAt }, size)];
}

function leadOf(customerExternalId: string, clickId: string | null, occurredAt: Date): Fact {
  const customerEmail = `${customerExternalId}@buyer.example`;
  return { kind: 'lead', at: occurredAt, lead: { customerExternalId, customerEmail, clickId, occurredAt } };
}

function purchasesOf(
  dice: Dice,
  buyer: { index: number; externalId: string; known: string | null; firstSaleAt: Date },
  size: MonthSize,
): Fact[] {
  const currency = dice.chance(0.1) ? 'EUR' : 'USD';
  const country = dice.pick(['TH', 'DE', 'US', 'JP']);
  const couponCode = dice.chance(0.15) ? couponOf(dice.between(0, size.affiliates - 1)) : null;
  const count = 1 + dice.poisson(SALES_PER_CUSTOMER - 1);
  return Array.from({ length: count }, (_, place) => {
    const occurredAt = new Date(buyer.firstSaleAt.getTime() + place * dice.between(1, 60) * HOUR_MS);
    const sale: SaleFact = {
      externalId: `invoice-${buyer.index}-${place}`,
      customerExternalId: buyer.externalId,
      clickId: place === 0 ? buyer.known : null,
      couponCode: place === 0 ? couponCode : null,
      amountMinor: dice.between(999, 49_999),
      currency,
      product: dice.pick(['Basic', 'Pro']),
      country,
      occurredAt,
    };
    return [{ kind: 'sale' as const, at: occurredAt, sale }, ...refundsOf(dice, sale)];
  }).flat();
}

/** Of every eighth sale a part, of some in two parts, of some the whole. */
function refundsOf(dice: Dice, sale: SaleFact): Fact[] {
  if (!dice.chance(0.125)) return [];
  const first = dice.chance(0.3) ? sale.amountMinor : dice.between(1, sale.amountMinor - 1);
  const second = dice.chance(0.3) ? sale.amountMinor - first : 0;
  return [first, second]
    .filter((amountMinor) => amountMinor > 0)
    .map((amountMinor, part) => {
      const occurredAt = new Date(sale.occurredAt.getTime() + dice.between(1, 9) * DAY_MS + part * HOUR_MS);
      return {
        kind: 'refund',
        at: occurredAt,
        refund: {
          refundExternalId: `refund-${sale.externalId}-${part}`,
          saleExternalId: sale.externalId,
          amountMinor,
          occurredAt,
        },
      };
    });
}

/** Clicks of people and programs who never buy. */
function passersBy(dice: Dice, size: MonthSize, count: number): Fact[] {
  const clicks = Array.from({ length: Math.max(0, count) }, (_, index) =>
    clickOf(dice, size, {
      at: momentOn(dice, 0, MONTH_DAYS - 1),
      visitorId: `passer-by-${index}`,
      verdict: dice.chance(0.05) ? 'bot' : 'counted',
    }),
  ).toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return Array.from({ length: Math.ceil(clicks.length / CLICKS_PER_BATCH) }, (_, batch) => {
    const own = clicks.slice(batch * CLICKS_PER_BATCH, (batch + 1) * CLICKS_PER_BATCH);
    return { kind: 'clicks', at: own.at(-1)?.at ?? MONTH_START, clicks: own };
  });
}

function clickOf(
  dice: Dice,
  size: MonthSize,
  known: { at: Date; visitorId: string; offer?: number; verdict?: ClickFact['verdict'] },
): ClickFact {
  return {
    id: newIdAt('clk', known.at),
    // A few affiliates bring most.
    affiliate: Math.floor(size.affiliates * dice.roll() ** 2),
    offer: dice.between(0, OFFERS - 1),
    country: dice.pick(['TH', 'DE', 'US', 'JP']),
    device: dice.pick(['desktop', 'mobile']),
    browser: dice.pick(['Chrome', 'Safari']),
    referrerHost: dice.pick(['blog.example', 'video.example']),
    sub1: dice.chance(0.3) ? dice.pick(['spring', 'autumn']) : null,
    verdict: 'counted',
    ...known,
  };
}

export const couponOf = (affiliate: number) => `CODE${affiliate}`;

function momentOn(dice: Dice, firstDay: number, lastDay: number): Date {
  return new Date(
    MONTH_START.getTime() + Math.floor((firstDay + dice.roll() * (lastDay - firstDay)) * DAY_MS),
  );
}

function before(dice: Dice, at: Date): Date {
  return new Date(at.getTime() - dice.between(1, 20 * 24) * HOUR_MS);
}
