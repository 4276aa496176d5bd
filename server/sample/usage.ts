import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { max } from 'date-fns/max';
import { MONTHS, type SampleAccount, type World } from './account.ts';
import type { Life } from './life.ts';
import { FEATURES } from './vocabulary.ts';

const ACTIVE_DAYS_A_WEEK = 1.1;
const EVENTS_A_ROW = 6.5;
const DECLINE_BEFORE_LEAVING_DAYS = 45;

export interface UsageRow {
  accountExternalId: string;
  /** Calendar day, `YYYY-MM-DD`. */
  day: string;
  feature: string;
  count: number;
}

/** Daily counts per feature. Use falls off in the weeks before an account leaves. */
export function* usageOf(account: SampleAccount, life: Life, world: World): Generator<UsageRow> {
  const { dice, hidden } = account;
  const earliest = addDays(world.today, -MONTHS * 30);
  const start = max([account.signedUpAt, earliest]);
  const last = life.churnedAt ?? world.today;
  const days = differenceInCalendarDays(last, start);
  const intensity = Math.exp(0.55 * hidden.engagement);
  const breadth = Math.max(
    1,
    Math.min(FEATURES.length, Math.round(3.5 + 2 * hidden.engagement + hidden.fit)),
  );
  for (
    let day = nextActiveDay(account, -1, intensity);
    day <= days;
    day = nextActiveDay(account, day, intensity)
  ) {
    const fading = fadingAt(life, days - day);
    if (!dice.chance(fading)) continue;
    const rows = 1 + Math.min(breadth - 1, dice.poisson(0.12 * breadth * fading));
    const first = dice.between(0, breadth - 1);
    for (let row = 0; row < rows; row += 1) {
      yield {
        accountExternalId: account.externalId,
        day: addDays(start, day).toISOString().slice(0, 10),
        feature: FEATURES[(first + row) % breadth] ?? FEATURES[0],
        count: 1 + dice.poisson(EVENTS_A_ROW * intensity * fading * 0.6),
      };
    }
  }
}

function nextActiveDay(account: SampleAccount, day: number, intensity: number): number {
  const meanGap = 7 / Math.min(6.5, ACTIVE_DAYS_A_WEEK * intensity);
  return day + 1 + account.dice.poisson(meanGap - 1);
}

function fadingAt(life: Life, daysToLast: number): number {
  if (!life.churnedAt || daysToLast > DECLINE_BEFORE_LEAVING_DAYS) return 1;
  return 0.25 + (0.75 * daysToLast) / DECLINE_BEFORE_LEAVING_DAYS;
}
