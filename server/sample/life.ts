import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { differenceInCalendarMonths } from 'date-fns/differenceInCalendarMonths';
import type { SampleAccount, World } from './account.ts';
import { PLANS } from './vocabulary.ts';

const BASE_MONTHLY_CHURN = 0.022;
const REACTIVATION_CHANCE = 0.06;

/** A stretch of the subscription without a change of plan or seats. */
export interface SubscriptionSpell {
  externalId: string;
  planIndex: number;
  seats: number;
  mrrMinor: number;
  startedAt: Date;
  /** Null while it runs. */
  endedAt: Date | null;
  change: 'new' | 'expansion' | 'contraction' | 'reactivation';
}

export interface Life {
  spells: SubscriptionSpell[];
  churnedAt: Date | null;
  churnReason: string | null;
  /** Billing days on which the account paid, with the amount. */
  payments: { at: Date; amountMinor: number }[];
}

/** Month by month: fit and engagement decide who expands, who shrinks and who leaves. */
export function liveLife(account: SampleAccount, world: World): Life {
  const { dice, hidden } = account;
  const life: Life = { spells: [], churnedAt: null, churnReason: null, payments: [] };
  let seats = account.seats;
  openSpell(life, account, seats, account.signedUpAt, 'new');
  const months = differenceInCalendarMonths(world.today, account.signedUpAt);
  for (let month = 0; month <= months; month += 1) {
    const at = addMonths(account.signedUpAt, month);
    if (at > world.today) break;
    const spell = life.spells.at(-1);
    if (spell && !spell.endedAt) {
      life.payments.push({ at, amountMinor: spell.mrrMinor });
      const nextAt = addDays(at, dice.between(5, 27));
      if (nextAt > world.today) break;
      if (dice.chance(churnChance(account, month))) leave(life, account, nextAt);
      else seats = maybeResize(life, account, seats, nextAt);
    } else if (dice.chance(REACTIVATION_CHANCE * (hidden.fit > 0 ? 1 : 0.2))) {
      openSpell(life, account, seats, at, 'reactivation');
      life.churnedAt = null;
      life.churnReason = null;
      life.payments.push({ at, amountMinor: life.spells.at(-1)?.mrrMinor ?? 0 });
    }
  }
  return life;
}

/** Falls with fit and engagement, and after the first months. */
function churnChance(account: SampleAccount, month: number): number {
  const { fit, engagement } = account.hidden;
  const early = month < 4 ? 1.7 : 1;
  return Math.min(0.5, BASE_MONTHLY_CHURN * early * Math.exp(-0.75 * fit - 0.55 * engagement));
}

function leave(life: Life, account: SampleAccount, at: Date): void {
  const spell = life.spells.at(-1);
  if (spell) spell.endedAt = at;
  life.churnedAt = at;
  life.churnReason = account.dice.pickWeighted([
    ['price', 30],
    ['missing_features', account.hidden.fit < 0 ? 40 : 15],
    ['not_used', account.hidden.engagement < 0 ? 40 : 10],
    ['competitor', 15],
    ['closed', 8],
  ] as const);
}

function maybeResize(life: Life, account: SampleAccount, seats: number, at: Date): number {
  const { dice, hidden } = account;
  const growth = 0.035 * Math.exp(0.6 * hidden.engagement + 0.3 * hidden.fit);
  if (dice.chance(Math.min(0.25, growth))) {
    const more = seats + Math.max(1, Math.round(seats * (0.1 + 0.25 * dice.roll())));
    openSpell(life, account, more, at, 'expansion');
    return more;
  }
  if (seats > 3 && dice.chance(Math.min(0.15, 0.012 * Math.exp(-0.6 * hidden.engagement)))) {
    const fewer = Math.max(1, Math.round(seats * (0.6 + 0.25 * dice.roll())));
    openSpell(life, account, fewer, at, 'contraction');
    return fewer;
  }
  return seats;
}

function openSpell(
  life: Life,
  account: SampleAccount,
  seats: number,
  at: Date,
  change: SubscriptionSpell['change'],
): void {
  const current = life.spells.at(-1);
  if (current && !current.endedAt) current.endedAt = at;
  const plan = PLANS[account.planIndex] ?? PLANS[0];
  life.spells.push({
    externalId: `${account.externalId}-s${life.spells.length + 1}`,
    planIndex: account.planIndex,
    seats,
    mrrMinor: seats * plan.monthlyMinorPerSeat,
    startedAt: at,
    endedAt: null,
    change,
  });
}
