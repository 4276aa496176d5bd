import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { startOfDay } from 'date-fns/startOfDay';
import { subMonths } from 'date-fns/subMonths';
import { createDice, type Dice } from './dice.ts';
import { CHANNELS, COMPANY_FIRST, COMPANY_LAST, COUNTRIES, INDUSTRIES, PLANS } from './vocabulary.ts';

export const MONTHS = 24;
// Most of the base grew during the two years; the oldest quarter was there before them.
const SHARE_BEFORE_START = 0.25;
const SHARE_FROM_AFFILIATES = 0.15;
const FIT_INHERITED_FROM_AFFILIATE = 0.6;

/** How large the world is and where its chance and time begin. */
export interface World {
  seed: number;
  accountCount: number;
  affiliateCount: number;
  clickCount: number;
  /** The present day of the sample company, UTC midnight. */
  today: Date;
}

/** The causes that nobody can see; what is observed follows from them with noise. */
export interface HiddenTruth {
  /** How well the product suits them; mean 0, standard deviation about 1. */
  fit: number;
  /** How much they put it to work; correlated with fit. */
  engagement: number;
  /** Probability in (0, 1) that they would recommend it when asked. */
  willingness: number;
  /** How many would listen, relative to the average account. */
  reach: number;
  /** What asking them is worth: willingness × success × reach × worth. */
  advocacy: number;
}

export interface SampleAccount {
  index: number;
  externalId: string;
  name: string;
  domain: string;
  industry: string;
  country: string;
  channel: string;
  planIndex: number;
  seats: number;
  signedUpAt: Date;
  /** Index of the affiliate who brought them. */
  affiliateIndex: number | null;
  hidden: HiddenTruth;
  /** Chance for everything that happens to this account later. */
  dice: Dice;
}

/** An affiliate as the causes see it: an early account, with a fit of its own that it passes on. */
export interface AffiliateSeed {
  accountIndex: number;
  fit: number;
  /** Share of the referred customers and clicks. */
  weight: number;
  kind: 'advocate' | 'poor_fit' | 'cheat';
  /** Which of the two offers they share. */
  offer: 'share' | 'bounty';
}

/** One account, the same whenever it is asked for: worlds of any size need no memory. */
export function accountAt(world: World, index: number, affiliates: readonly AffiliateSeed[]): SampleAccount {
  const dice = createDice(world.seed, index);
  const affiliateIndex = pickAffiliate(dice, index, affiliates);
  const affiliate = affiliateIndex === null ? null : affiliates[affiliateIndex];
  const channel = dice.pickWeighted(CHANNELS.map((entry) => [entry, entry.weight] as const));
  const inherited = affiliate ? FIT_INHERITED_FROM_AFFILIATE * affiliate.fit : channel.fit;
  const fit = inherited + (affiliate ? 0.7 : 0.95) * dice.normal();
  const planIndex = pickPlan(dice, affiliate !== null && affiliate !== undefined);
  const plan = PLANS[planIndex] ?? PLANS[0];
  const seats = plan.minSeats + dice.poisson(plan.minSeats * (0.6 + dice.roll()));
  const name = `${dice.pick(COMPANY_FIRST)} ${dice.pick(COMPANY_LAST)} ${index + 1}`;
  return {
    index,
    externalId: `sample-${index + 1}`,
    name,
    domain: `${name.toLowerCase().replaceAll(' ', '-')}.example`,
    industry: dice.pickWeighted(INDUSTRIES),
    country: dice.pickWeighted(COUNTRIES),
    channel: affiliate ? 'affiliate' : channel.name,
    planIndex,
    seats,
    signedUpAt: signUpDay(dice, world, affiliate !== null && affiliate !== undefined),
    affiliateIndex,
    hidden: hiddenTruth(dice, fit, seats * plan.monthlyMinorPerSeat),
    dice,
  };
}

function pickAffiliate(dice: Dice, index: number, affiliates: readonly AffiliateSeed[]): number | null {
  const isReferred = dice.chance(SHARE_FROM_AFFILIATES);
  // The earliest accounts, among them the affiliates themselves, found the company on their own.
  if (!isReferred || affiliates.length === 0 || index < firstReferredIndex(affiliates)) return null;
  return dice.pickWeighted(affiliates.map((affiliate, position) => [position, affiliate.weight] as const));
}

function firstReferredIndex(affiliates: readonly AffiliateSeed[]): number {
  return Math.max(...affiliates.map((affiliate) => affiliate.accountIndex)) + 1;
}

/** Who recommends reaches teams; large companies come through sales. */
function pickPlan(dice: Dice, isReferred: boolean): number {
  return dice.pickWeighted([
    [0, isReferred ? 18 : 34],
    [1, isReferred ? 60 : 36],
    [2, 22],
    [3, isReferred ? 0 : 8],
  ] as const);
}

function signUpDay(dice: Dice, world: World, isReferred: boolean): Date {
  const start = startOfDay(subMonths(world.today, MONTHS));
  const days = differenceInCalendarDays(world.today, start);
  if (!isReferred && dice.chance(SHARE_BEFORE_START)) return addDays(start, -dice.between(1, 360));
  // Growth: later days are likelier. The program began after a third of the time.
  const position = isReferred ? 0.33 + 0.65 * Math.sqrt(dice.roll()) : Math.sqrt(dice.roll());
  return addDays(start, Math.floor(position * (days - 3)));
}

function hiddenTruth(dice: Dice, fit: number, monthlyMinor: number): HiddenTruth {
  const engagement = 0.6 * fit + 0.8 * dice.normal();
  const willingness = 1 / (1 + Math.exp(0.9 - 1.1 * fit - 0.6 * engagement - 0.7 * dice.normal()));
  const reach = Math.exp(0.5 * dice.normal() + 0.1 * Math.log(monthlyMinor / 5_000));
  const success = 1 / (1 + Math.exp(-0.8 * fit - 0.8 * engagement));
  const worth = Math.log1p(monthlyMinor / 5_000);
  return { fit, engagement, willingness, reach, advocacy: willingness * success * reach * worth };
}
