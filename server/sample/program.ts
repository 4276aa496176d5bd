import { addDays } from 'date-fns/addDays';
import { type AffiliateSeed, accountAt, type SampleAccount, type World } from './account.ts';
import { createDice } from './dice.ts';
import type { Life } from './life.ts';

const AFFILIATE_STREAM = -1;
const CANDIDATES_PER_AFFILIATE = 10;
const SHARE_OF_POOR_FITS = 0.2;
const CHEAT_FIT = -2.4;
const CHEAT_WEIGHT = 3;
const BOUNTY_EVERY = 3;

/**
 * The affiliates, from among the early accounts: most are the best advocates, some have an audience that the product
 * suits as badly as themselves, one cheats.
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
  const poor = candidates.toSorted((one, other) => other.hidden.fit - one.hidden.fit).slice(-poorFits);
  return [...chosen, ...poor].map((account, position, all) => {
    const isCheat = position === all.length - 1;
    const kind = isCheat ? 'cheat' : position < chosen.length ? 'advocate' : 'poor_fit';
    return {
      accountIndex: account.index,
      fit: isCheat ? CHEAT_FIT : account.hidden.fit,
      weight: isCheat ? CHEAT_WEIGHT : 0.6 + account.hidden.reach * dice.roll(),
      kind,
      // Fast money draws the cheat.
      offer: isCheat || position % BOUNTY_EVERY === BOUNTY_EVERY - 1 ? 'bounty' : 'share',
    };
  });
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
