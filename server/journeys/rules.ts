import type { MatchedAccount } from '../customers/index.ts';
import type { PlaybookStep, RunFacts, SuccessCriterion } from './schema.ts';

const DAY_MS = 86_400_000;
const DAY_LETTERS = 10;
const PERCENT = 100;

/** The ISO day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, DAY_LETTERS);
}

export function factsOf(account: MatchedAccount): RunFacts {
  const { stage, mrrMinor, currency, healthScore, healthBand, churnRisk, renewsOn } = account;
  return { stage, mrrMinor, currency, healthScore, healthBand, churnRisk, renewsOn };
}

/**
 * Whether what was set out to be reached is reached, beside what is asked of the account itself: growth needs both figures,
 * and a figure in another currency is no growth.
 */
export function hasGrown(
  { mrrGrownPercent, healthGrownBy, isRenewed }: SuccessCriterion,
  start: RunFacts,
  present: RunFacts,
): boolean {
  if (mrrGrownPercent !== undefined) {
    if (!start.mrrMinor || present.mrrMinor === null || start.currency !== present.currency) return false;
    if (present.mrrMinor * PERCENT < start.mrrMinor * (PERCENT + mrrGrownPercent)) return false;
  }
  if (healthGrownBy !== undefined) {
    if (start.healthScore === null || present.healthScore === null) return false;
    if (present.healthScore < start.healthScore + healthGrownBy) return false;
  }
  if (isRenewed) {
    const isPaying = present.stage === 'customer' && (present.mrrMinor ?? 0) > 0;
    if (!isPaying || !start.renewsOn || !present.renewsOn || present.renewsOn <= start.renewsOn) return false;
  }
  return true;
}

export interface StandingStep {
  place: number;
  isEnded: boolean;
  isOpen: boolean;
}

/** The places of the steps that begin today: their day has come, and what they wait for has ended. */
export function stepsToBegin(
  steps: readonly PlaybookStep[],
  standing: readonly StandingStep[],
  { startedOn, today }: { startedOn: string; today: string },
): number[] {
  const byPlace = new Map(standing.map((step) => [step.place, step]));
  return steps.flatMap(({ offsetDays, waitsForPrevious }, place) => {
    const own = byPlace.get(place);
    if (!own || own.isOpen || own.isEnded || dayAfter(startedOn, offsetDays) > today) return [];
    const isHeld = waitsForPrevious && place > 0 && !byPlace.get(place - 1)?.isEnded;
    return isHeld ? [] : [place];
  });
}

interface Share {
  hits: number;
  count: number;
  interval: { low: number; high: number };
}

/**
 * The difference of two independent shares with its 95 % interval, from their Wilson intervals (Newcombe, "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17, 1998, method 10).
 */
export function differenceOf(
  one: Share,
  other: Share,
): { share: number; interval: { low: number; high: number } } {
  const [p1, p2] = [one.hits / one.count, other.hits / other.count];
  const share = p1 - p2;
  const low = share - Math.hypot(p1 - one.interval.low, other.interval.high - p2);
  const high = share + Math.hypot(one.interval.high - p1, p2 - other.interval.low);
  return { share, interval: { low, high } };
}
