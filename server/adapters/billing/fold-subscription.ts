import { monthlyAmount, type SubscriptionInput } from '../../signals/index.ts';
import { factsOf, type RecurringPriceFact, type SubscriptionFact, type ToldEvent } from './facts.ts';

type Period = SubscriptionFact['billingPeriod'];
type Terms = Omit<SubscriptionInput, 'accountId' | 'accountExternalId'>;

/** A subscription as it was from a moment on. */
interface Stage {
  at: Date;
  told: SubscriptionFact;
  /** By its own word, or what its bills have come to by then. */
  mrrMinor: number;
  currency: string;
  billingPeriod: Period;
}

/**
 * What a subscription cost over time: its terms on each day on which an event told of it, the first of them from its
 * start on. The same events in any order come to the same.
 * @param events of one subscription, in order.
 */
export function foldSubscription(events: readonly ToldEvent[], dayOf: (at: Date) => string): Terms[] {
  const stages = stagesOf(events);
  const last = stages.at(-1);
  if (!last?.told.startedAt) return [];
  const startedOn = dayOf(last.told.startedAt);
  const endedOn = last.told.isOver ? laterOf(dayOf(last.told.endedAt ?? last.at), startedOn) : null;
  const byDay = new Map<string, Stage>();
  for (const [index, stage] of stages.entries()) {
    const day = index === 0 ? startedOn : dayOf(stage.at);
    byDay.set(laterOf(day, startedOn), stage);
  }
  return [...byDay].map(([changedOn, stage]) => ({
    ...termsOf(lastWithTerms(stages, stage)),
    externalId: last.told.id,
    startedOn,
    ...(endedOn ? { endedOn } : {}),
    renews: last.told.renews && !endedOn,
    changedOn,
  }));
}

function laterOf(day: string, other: string): string {
  return day > other ? day : other;
}

function stagesOf(events: readonly ToldEvent[]): Stage[] {
  const stages: Stage[] = [];
  let told: SubscriptionFact | null = null;
  let bill: RecurringPriceFact | null = null;
  let period: Period = 'month';
  for (const { fact, at } of factsOf(events, 'subscription', 'recurring_price')) {
    if (fact.kind === 'subscription') told = fact;
    else bill = fact;
    if (!told) continue;
    period = told.mrrMinor === null ? (periodOf(bill, told) ?? period) : told.billingPeriod;
    const mrrMinor: number = told.mrrMinor ?? (bill ? monthlyAmount(bill.amountMinor, period) : 0);
    const currency: string = told.mrrMinor === null ? (bill?.currency ?? told.currency) : told.currency;
    stages.push({ at, told, mrrMinor, currency, billingPeriod: period });
  }
  return stages;
}

/** In days, the longest that a period of this name may be: months and years differ. */
const LONGEST_DAYS: [Period, number][] = [
  ['day', 2],
  ['week', 8],
  ['month', 45],
  ['quarter', 120],
  ['year', 400],
];
const DAY_MS = 86_400_000;

/** From a bill until what it has paid for ends; null while the bill is newer than what is known of that. */
function periodOf(bill: RecurringPriceFact | null, { paidUntil }: SubscriptionFact): Period | null {
  if (!bill || !paidUntil) return null;
  const days = (paidUntil.getTime() - bill.at.getTime()) / DAY_MS;
  if (days < 0.5) return null;
  return LONGEST_DAYS.find(([, longest]) => days <= longest)?.[0] ?? 'year';
}

/** The event that ends it tells no terms of its own. */
function lastWithTerms(stages: Stage[], stage: Stage): Stage {
  if (!stage.told.isOver) return stage;
  return stages.slice(0, stages.indexOf(stage)).findLast(({ told }) => !told.isOver) ?? stage;
}

function termsOf({ told, mrrMinor, currency, billingPeriod }: Stage) {
  const { plan, seats, isTrial, isPaying } = told;
  return { plan, seats, mrrMinor: isPaying ? mrrMinor : 0, currency, isTrial, billingPeriod };
}
