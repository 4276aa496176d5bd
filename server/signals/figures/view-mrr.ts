import { type Actor, authorize } from '../../core/actor.ts';
import { readCalendar } from '../calendar.ts';
import { freshness } from '../rules/freshness.ts';
import { type MovementKind, revenueRetention } from '../rules/mrr.ts';
import type { MoneyPeriodQuery, MrrView } from '../schema/views.ts';
import {
  selectCohortChange,
  selectSubscriptionCurrencies,
  sumMovementsBefore,
  sumMovementsByMonth,
} from '../store/reports.ts';
import { monthName, type Period, readPeriod } from './period.ts';

const REVENUE_VALID_DAYS = 35;

/** MRR movements by month, which add up exactly, and retention of the customers at the start of the period. */
export async function viewMrr(actor: Actor, query: MoneyPeriodQuery): Promise<MrrView> {
  authorize(actor, 'signals.read');
  const { workspaceId } = actor;
  const calendar = await readCalendar(workspaceId);
  const period = readPeriod(query, calendar);
  const currencies = await selectSubscriptionCurrencies(workspaceId);
  const currency = query.currency ?? calendar.currency;
  const cohort = await selectCohortChange(workspaceId, currency, period.from, period.until);
  const retention = revenueRetention(cohort);
  return {
    currency,
    currencies: currencies.map((row) => row.currency),
    months: await monthsOf(workspaceId, currency, period),
    retention: retention && { ...retention, customers: cohort.customers },
    freshness: freshness(
      currencies.find((row) => row.currency === currency)?.lastAt ?? null,
      actor.now,
      REVENUE_VALID_DAYS,
    ),
  };
}

async function monthsOf(workspaceId: string, currency: string, period: Period): Promise<MrrView['months']> {
  const movements = await sumMovementsByMonth(workspaceId, currency, period.from, period.until);
  const sums = new Map(movements.map(({ month, kind, sum }) => [`${month} ${kind}`, sum]));
  let startMinor = await sumMovementsBefore(workspaceId, currency, period.from);
  return period.months.map((month) => {
    const sumOf = (kind: MovementKind) => sums.get(`${month} ${kind}`) ?? 0;
    const moved = {
      newMinor: sumOf('new'),
      expansionMinor: sumOf('expansion'),
      contractionMinor: sumOf('contraction'),
      churnedMinor: sumOf('churned'),
      reactivationMinor: sumOf('reactivation'),
    };
    const endMinor = Object.values(moved).reduce((sum, amount) => sum + amount, startMinor);
    const row = { month: monthName(month), startMinor, ...moved, endMinor };
    startMinor = endMinor;
    return row;
  });
}
