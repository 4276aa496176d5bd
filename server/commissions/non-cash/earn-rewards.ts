import { addDays } from 'date-fns/addDays';
import { rewardOf } from '../awards/budget.ts';
import type { NonCashPromise } from '../plans/non-cash-schema.ts';
import type { VersionRow } from '../store/plans.ts';
import type { NewReward } from './schema.ts';

/** A sale as its winner has it, that is neither refunded whole nor declined, with the terms that it was booked under. */
export interface KeptSale {
  commissionId: string;
  saleId: string;
  affiliateId: string;
  offerId: string;
  customerId: string;
  soldAt: Date;
  terms: VersionRow | null;
}

/** What the kept sales of one customer earn beside money, in any order of arrival. @param sales in the order of sales. */
export function earnRewards(sales: KeptSale[]): NewReward[] {
  return sales.flatMap((sale, index) =>
    promisesOf(sale.terms)
      .filter(({ on }) => on === 'sale' || (on === 'first_sale' && index === 0))
      .map((promise) => rewardFor(sale, promise)),
  );
}

export function promisesOf(terms: VersionRow | null): NonCashPromise[] {
  return rewardOf(terms, 'non_cash')?.promises ?? [];
}

function rewardFor(sale: KeptSale, { on, what }: NonCashPromise): NewReward {
  const { terms, saleId, soldAt, ...whose } = sale;
  return {
    ...whose,
    sourceKey: `${on}:${on === 'sale' ? saleId : sale.customerId}:${what.kind}`,
    occasion: on,
    planId: terms?.planId ?? null,
    planVersion: terms?.version ?? null,
    what,
    currency: terms?.currency ?? null,
    reason: null,
    earnedAt: soldAt,
    releaseAt: addDays(soldAt, terms?.holdDays ?? 0),
    needsApproval: terms?.needsApproval ?? false,
  };
}
