import type { CostKind, Day } from '../schema/inputs.ts';
import { monthsBetween, spreadOverMonths } from './costs.ts';

export interface SpreadCost {
  kind: CostKind;
  amountMinor: number;
  firstMonth: Day;
  months: number;
  /** Null: spent on all paying customers evenly. */
  targetIds: string[] | null;
}

/** What an entry costs in each of the given consecutive months, in minor units. */
export function costByMonth(cost: SpreadCost, months: readonly Day[]): number[] {
  const spread = spreadOverMonths(cost.amountMinor, cost.months);
  return months.map((month) => spread[monthsBetween(cost.firstMonth, month)] ?? 0);
}

export interface LoggedTime {
  /** Minutes on all accounts in each of the months. */
  totals: readonly number[];
  /** The same of one account. */
  of(accountId: string): readonly number[];
}

/**
 * The retention cost of accounts over consecutive months: untargeted costs of a month are shared by the minutes that were
 * worked on accounts in it, where there are any, else evenly by the accounts that paid in it; targeted ones by their accounts.
 * @param payingAccounts how many accounts paid in each month.
 * @param time null: never shared by time.
 * @returns a function from an account and its mask of paid months (bit 0 is the first) to minor units.
 */
export function costShares(
  costs: readonly SpreadCost[],
  months: readonly Day[],
  payingAccounts: readonly number[],
  time: LoggedTime | null,
): (accountId: string, paidMask: number) => number {
  const pools = months.map(() => 0);
  const targeted = new Map<string, number>();
  for (const cost of costs) {
    const byMonth = costByMonth(cost, months);
    if (!cost.targetIds) {
      for (const [index, amount] of byMonth.entries()) pools[index] = (pools[index] ?? 0) + amount;
      continue;
    }
    const share = byMonth.reduce((sum, amount) => sum + amount, 0) / cost.targetIds.length;
    for (const id of cost.targetIds) targeted.set(id, (targeted.get(id) ?? 0) + share);
  }
  const isByTime = pools.map((_, index) => (time?.totals[index] ?? 0) > 0);
  const shares = pools.map((pool, index) => pool / Math.max(1, payingAccounts[index] ?? 0));
  return (accountId, paidMask) => {
    const minutes = time?.of(accountId);
    const common = pools.reduce((sum, pool, index) => {
      if (isByTime[index]) return sum + (pool * (minutes?.[index] ?? 0)) / (time?.totals[index] ?? 1);
      return sum + (paidMask & (1 << index) ? (shares[index] ?? 0) : 0);
    }, 0);
    return Math.round(common + (targeted.get(accountId) ?? 0));
  };
}
