import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMinutes } from 'date-fns/addMinutes';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { subMonths } from 'date-fns/subMonths';
import { type AffiliateSeed, accountAt, type SampleAccount, type World } from './account.ts';
import { createDice, type Dice } from './dice.ts';
import type { Life } from './life.ts';
import { COUNTRIES } from './vocabulary.ts';

const AFFILIATE_STREAM = -1;
const CLICK_STREAM = -2;
const CANDIDATES_PER_AFFILIATE = 10;
const SHARE_OF_POOR_FITS = 0.2;
const PROGRAM_MONTHS = 16;
const CHEAT_FIT = -1.8;

export interface SampleClick {
  affiliateIndex: number;
  at: Date;
  visitor: string;
  country: string;
  device: 'desktop' | 'mobile' | 'tablet';
  referrerHost: string | null;
  isBot: boolean;
  /** The account that this click led to. */
  accountIndex: number | null;
}

/**
 * The affiliates, from among the early accounts: most are the best advocates, some send poor fits, one cheats.
 * The cheat refers itself under other names: quick conversions that are refunded or leave.
 */
export function seedAffiliates(world: World): AffiliateSeed[] {
  const dice = createDice(world.seed, AFFILIATE_STREAM);
  const pool = Math.min(world.accountCount, world.affiliateCount * CANDIDATES_PER_AFFILIATE);
  const candidates = Array.from({ length: pool }, (_, index) => accountAt(world, index, []));
  candidates.sort((one, other) => other.hidden.advocacy - one.hidden.advocacy);
  const poorFits = Math.round(world.affiliateCount * SHARE_OF_POOR_FITS);
  // Every third of the best: those not chosen are still there to be found by the ranking.
  const chosen = candidates.filter((_, rank) => rank % 3 === 1).slice(0, world.affiliateCount - poorFits);
  const poor = candidates.slice(-poorFits);
  return [...chosen, ...poor].map((account, position, all) => {
    const isCheat = position === all.length - 1;
    const kind = isCheat ? 'cheat' : position < chosen.length ? 'advocate' : 'poor_fit';
    return {
      accountIndex: account.index,
      fit: isCheat ? CHEAT_FIT : account.hidden.fit,
      weight: isCheat ? 5 : 0.3 + 1.4 * account.hidden.reach * dice.roll(),
      kind,
    };
  });
}

/** Clicks in the order of time: those that led to a customer, and the many that did not. */
export function clicksOf(
  world: World,
  affiliates: readonly AffiliateSeed[],
  referred: readonly SampleAccount[],
): SampleClick[] {
  const dice = createDice(world.seed, CLICK_STREAM);
  const clicks = referred.map((account) => convertingClick(dice, account, affiliates));
  const weighted = affiliates.map((affiliate, index) => [index, affiliate.weight] as const);
  const start = subMonths(world.today, PROGRAM_MONTHS);
  const days = differenceInCalendarDays(world.today, start);
  while (clicks.length < world.clickCount) {
    const affiliateIndex = dice.pickWeighted(weighted);
    const isCheat = affiliates[affiliateIndex]?.kind === 'cheat';
    clicks.push({
      affiliateIndex,
      at: addMinutes(addDays(start, Math.floor(Math.sqrt(dice.roll()) * days)), dice.between(0, 1_439)),
      // A cheat's visits come from few machines.
      visitor: isCheat ? `c${dice.between(1, 40)}` : `v${dice.between(1, world.clickCount)}`,
      ...visitTraits(dice),
      isBot: dice.chance(isCheat ? 0.3 : 0.06),
      accountIndex: null,
    });
  }
  return clicks.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function convertingClick(
  dice: Dice,
  account: SampleAccount,
  affiliates: readonly AffiliateSeed[],
): SampleClick {
  const isCheat = affiliates[account.affiliateIndex ?? -1]?.kind === 'cheat';
  const leadHours = isCheat ? 0 : 2 + dice.poisson(24 * 5 * dice.roll());
  return {
    affiliateIndex: account.affiliateIndex ?? 0,
    at: addMinutes(addHours(account.signedUpAt, -leadHours), isCheat ? -2 : -dice.between(5, 59)),
    visitor: `a${account.index}`,
    ...visitTraits(dice),
    isBot: false,
    accountIndex: account.index,
  };
}

function visitTraits(dice: Dice) {
  return {
    country: dice.pickWeighted(COUNTRIES),
    device: dice.pickWeighted([
      ['desktop', 52],
      ['mobile', 42],
      ['tablet', 6],
    ] as const),
    referrerHost: dice.pickWeighted([
      [null, 40],
      ['www.linkedin.com', 20],
      ['www.facebook.com', 14],
      ['www.youtube.com', 12],
      ['blog.example', 14],
    ] as const),
  };
}

export interface SampleRefund {
  /** Which of the customer's payments, from 0. */
  paymentIndex: number;
  /** Share of the payment that goes back. */
  share: number;
  at: Date;
}

/** Poor fits ask for their money back more often; most of the cheat's first payments are refunded. */
export function refundsOf(
  account: SampleAccount,
  life: Life,
  affiliates: readonly AffiliateSeed[],
  world: World,
): SampleRefund[] {
  const isCheat = affiliates[account.affiliateIndex ?? -1]?.kind === 'cheat';
  const chance = isCheat ? 0.55 : Math.min(0.2, 0.012 * Math.exp(-0.8 * account.hidden.fit));
  return life.payments.flatMap(({ at }, paymentIndex) => {
    const refundedAt = addDays(at, account.dice.between(2, 25));
    if (!account.dice.chance(chance) || refundedAt > world.today) return [];
    return [{ paymentIndex, share: account.dice.chance(0.7) ? 1 : 0.5, at: refundedAt }];
  });
}
