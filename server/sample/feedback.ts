import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { max } from 'date-fns/max';
import { MONTHS, type SampleAccount, type World } from './account.ts';
import type { Life } from './life.ts';
import type { SamplePerson } from './people.ts';

const NPS_WAVE_DAYS = 182;
const TICKETS_A_MONTH = 0.3;
const DAYS_A_MONTH = 30.4;

export interface SampleTicket {
  externalId: string;
  openedAt: Date;
  closedAt: Date | null;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  /** 1 to 5, where the customer rated the answer. */
  csat: number | null;
}

export interface SampleAnswer {
  externalId: string;
  personExternalId: string;
  /** 0 to 10. */
  score: number;
  at: Date;
  wave: string;
}

/** Friction falls with fit; satisfaction with the answers follows it. */
export function ticketsOf(account: SampleAccount, life: Life, world: World): SampleTicket[] {
  const { dice, hidden } = account;
  const start = max([account.signedUpAt, addDays(world.today, -MONTHS * 30)]);
  const days = differenceInCalendarDays(life.churnedAt ?? world.today, start);
  const mean =
    (TICKETS_A_MONTH * days * Math.exp(-0.5 * hidden.fit) * Math.log2(account.seats + 2)) / DAYS_A_MONTH / 2;
  return Array.from({ length: Math.min(60, dice.poisson(mean)) }, (_, position) => {
    const openedAt = addHours(addDays(start, dice.between(0, Math.max(0, days - 1))), dice.between(7, 18));
    const hours = 2 + dice.poisson(30 * Math.exp(-0.3 * hidden.fit));
    const closedAt = addHours(openedAt, hours);
    const rating = Math.round(3.6 + 0.7 * hidden.fit + 0.7 * dice.normal());
    return {
      externalId: `${account.externalId}-t${position + 1}`,
      openedAt,
      closedAt: closedAt > world.today ? null : closedAt,
      priority: dice.pickWeighted([
        ['low', 30],
        ['normal', 45],
        ['high', 18],
        ['urgent', hidden.fit < -0.5 ? 16 : 5],
      ] as const),
      csat: dice.chance(0.45) && closedAt <= world.today ? Math.min(5, Math.max(1, rating)) : null,
    };
  });
}

/** Half-yearly waves; who is willing answers more often and higher. */
export function npsAnswersOf(
  account: SampleAccount,
  people: SamplePerson[],
  life: Life,
  world: World,
): SampleAnswer[] {
  const { dice, hidden } = account;
  const answers: SampleAnswer[] = [];
  const responseRate = 0.25 + 0.35 * hidden.willingness;
  for (let daysAgo = MONTHS * 30; daysAgo > 10; daysAgo -= NPS_WAVE_DAYS) {
    const at = addDays(world.today, -daysAgo + dice.between(0, 9));
    if (at < addDays(account.signedUpAt, 30) || (life.churnedAt && at > life.churnedAt)) continue;
    for (const person of people.slice(0, 3)) {
      if (!dice.chance(responseRate)) continue;
      const score = Math.round(6.5 + 5 * (hidden.willingness - 0.3) + 1.3 * dice.normal());
      answers.push({
        externalId: `${person.externalId}-n${daysAgo}`,
        personExternalId: person.externalId,
        score: Math.min(10, Math.max(0, score)),
        at,
        wave: `nps-${at.toISOString().slice(0, 7)}`,
      });
    }
  }
  return answers;
}
