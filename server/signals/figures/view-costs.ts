import { type Actor, authorize } from '../../core/actor.ts';
import { type LoggedMonth, sumLoggedTime } from '../../customers/index.ts';
import { readCalendar } from '../calendar.ts';
import { costByMonth } from '../rules/cost-shares.ts';
import { retentionCostPerCustomer, retentionCostRatio } from '../rules/costs.ts';
import type { CostEntry, CostView, MoneyPeriodQuery } from '../schema/views.ts';
import { countPayingAccounts } from '../store/account-facts.ts';
import { findCostSharing } from '../store/cost-sharing.ts';
import { type CostShare, selectCosts } from '../store/costs.ts';
import { sumMovementsBefore } from '../store/reports.ts';
import { monthName, type Period, readPeriod } from './period.ts';

/** Retention costs by month and kind, per average customer, and as a share of the subscription revenue. */
export async function viewCosts(actor: Actor, query: MoneyPeriodQuery): Promise<CostView> {
  authorize(actor, 'signals.read');
  const { workspaceId } = actor;
  const calendar = await readCalendar(workspaceId);
  const period = readPeriod(query, calendar);
  const currency = query.currency ?? calendar.currency;
  const all = await selectCosts(workspaceId, period.from, period.months.at(-1) ?? period.from);
  const costs = all.filter((cost) => cost.currency === currency);
  const paying = await countPayingAccounts(workspaceId, period.months);
  const { timeZone } = calendar;
  const logged = await sumLoggedTime(workspaceId, { months: period.months, timeZone });
  const months = monthsOf(costs, period, { paying, logged });
  const totalMinor = months.reduce(
    (sum, month) => sum + month.peopleMinor + month.toolsMinor + month.programsMinor,
    0,
  );
  const averageCustomers = paying.reduce((sum, count) => sum + count, 0) / paying.length;
  const hasCosts = costs.length > 0;
  return {
    currency,
    months,
    sharedBy: await findCostSharing(workspaceId),
    totalMinor,
    averageCustomers,
    crcMinor: hasCosts ? retentionCostPerCustomer(totalMinor, averageCustomers) : null,
    ratio: hasCosts ? retentionCostRatio(totalMinor, await revenueOf(workspaceId, currency, period)) : null,
    entries: costs.map(toEntry),
  };
}

function monthsOf(
  costs: CostShare[],
  period: Period,
  { paying, logged }: { paying: number[]; logged: LoggedMonth[] },
): CostView['months'] {
  const time = new Map(logged.map((row) => [row.month, row]));
  const spread = costs.map((cost) => ({ kind: cost.kind, byMonth: costByMonth(cost, period.months) }));
  const sum = (kind: CostShare['kind'], index: number) =>
    spread
      .filter((cost) => cost.kind === kind)
      .reduce((total, { byMonth }) => total + (byMonth[index] ?? 0), 0);
  return period.months.map((month, index) => ({
    month: monthName(month),
    peopleMinor: sum('people', index),
    toolsMinor: sum('tools', index),
    programsMinor: sum('programs', index),
    payingAccounts: paying[index] ?? 0,
    loggedMinutes: time.get(month)?.minutes ?? 0,
    timedAccounts: time.get(month)?.accounts ?? 0,
  }));
}

/** The revenue of a month is the MRR at its end. */
async function revenueOf(workspaceId: string, currency: string, period: Period): Promise<number> {
  const ends = [...period.months.slice(1), period.until];
  const revenues = await Promise.all(ends.map((day) => sumMovementsBefore(workspaceId, currency, day)));
  return revenues.reduce((sum, revenue) => sum + revenue, 0);
}

export function toEntry(cost: CostShare): CostEntry {
  const { id, kind, name, amountMinor, currency, months, targetIds } = cost;
  return {
    id,
    kind,
    name,
    amountMinor,
    currency,
    firstMonth: monthName(cost.firstMonth),
    months,
    accountIds: targetIds,
  };
}
