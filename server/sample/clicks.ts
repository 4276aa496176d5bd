import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMinutes } from 'date-fns/addMinutes';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { subMonths } from 'date-fns/subMonths';
import { type AffiliateSeed, accountAt, type SampleAccount, type World } from './account.ts';
import { createDice, type Dice } from './dice.ts';
import { COUNTRIES } from './vocabulary.ts';

const CONVERTING_STREAM = -2;
const IDLE_STREAM = -3;
const PROGRAM_MONTHS = 16;

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

/** A click that led to a customer. */
export type ConvertingClick = SampleClick & { accountIndex: number };

/** The clicks that led to customers, one for each, in the order of the accounts. */
export function convertingClicks(world: World, affiliates: readonly AffiliateSeed[]): ConvertingClick[] {
  const dice = createDice(world.seed, CONVERTING_STREAM);
  const clicks: ConvertingClick[] = [];
  for (let index = 0; index < world.accountCount; index += 1) {
    const account = accountAt(world, index, affiliates);
    if (account.affiliateIndex !== null) clicks.push(convertingClick(dice, account, affiliates));
  }
  return clicks;
}

function convertingClick(
  dice: Dice,
  account: SampleAccount,
  affiliates: readonly AffiliateSeed[],
): ConvertingClick {
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

/** Some of the many clicks that led to nobody, by their numbers among `total`: a later one is hardly ever earlier. */
export function idleClicks(
  world: World,
  affiliates: readonly AffiliateSeed[],
  { from, to, total }: { from: number; to: number; total: number },
): SampleClick[] {
  const dice = createDice(world.seed, IDLE_STREAM - from);
  const weighted = affiliates.map((affiliate, index) => [index, affiliate.weight] as const);
  const start = subMonths(world.today, PROGRAM_MONTHS);
  const days = differenceInCalendarDays(world.today, start);
  const clicks = Array.from({ length: to - from }, (_, position) => {
    const affiliateIndex = dice.pickWeighted(weighted);
    const isCheat = affiliates[affiliateIndex]?.kind === 'cheat';
    // The program grows: later days are likelier.
    const day = Math.floor(Math.sqrt((from + position + dice.roll()) / total) * days);
    return {
      affiliateIndex,
      at: addMinutes(addDays(start, day), dice.between(0, 1_439)),
      // A cheat's visits come from few machines.
      visitor: isCheat ? `c${dice.between(1, 40)}` : `v${dice.between(1, world.clickCount)}`,
      ...visitTraits(dice),
      isBot: dice.chance(isCheat ? 0.3 : 0.06),
      accountIndex: null,
    };
  });
  return clicks.sort((one, other) => one.at.getTime() - other.at.getTime());
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
