import { monthAround } from '../../core/calendar.ts';
import type { Conversion } from '../rates/convert.ts';
import { type CustomerHistory, currencyOf } from '../rules.ts';
import type { PlanTerms } from './schema.ts';

/** A credited sale as the sales after it look back on it; amounts in minor units. */
export interface CreditedSale {
  affiliateId: string;
  customerId: string;
  planId: string | null;
  /** Which of the customer's sales it is; 1 is the first, null is not known. */
  saleNumber: number | null;
  /** The affiliate's share of the sale. */
  amountMinor: number;
  currency: string;
  soldAt: Date;
  /** The same in its plan's currency, where that was asked for. */
  converted: Pick<Conversion, 'amountMinor' | 'currency'> | null;
}

/** Of one customer with one affiliate. */
interface CustomerPast {
  firstSoldAt: Date;
  firstSaleNumber: number | null;
  count: number;
  /** By currency. */
  earnedMinor: Record<string, number>;
}

interface AffiliatePast {
  count: number;
  /** By currency, without tax and before refunds; what was converted counts in both. */
  revenueMinor: Record<string, number>;
}

/** All that sales look back on at one place in their order: by the time of the sale, then by its external id. */
export interface Past {
  timeZone: string;
  /** The calendar month that `months` and `budgets` are of; `to` is exclusive. */
  month: { from: Date; to: Date };
  customers: Map<string, CustomerPast>;
  affiliates: Map<string, AffiliatePast>;
  /** Of affiliates, in the month. */
  months: Map<string, AffiliatePast>;
  /** What each plan has given in the month. */
  budgets: Map<string, number>;
}

export function emptyPast(at: Date, timeZone: string): Past {
  const month = monthAround(at, timeZone);
  const [customers, affiliates, months, budgets] = [new Map(), new Map(), new Map(), new Map()];
  return { timeZone, month, customers, affiliates, months, budgets };
}

export function customerKey({ affiliateId, customerId }: Pick<CreditedSale, 'affiliateId' | 'customerId'>) {
  return `${affiliateId} ${customerId}`;
}

export function budgetKey(planId: string | null, currency: string | null): string {
  return `${planId} ${currency}`;
}

/** What had come before a sale. Caps and the budget are in the currency of the terms. */
export function lookBack(
  past: Past,
  sale: CreditedSale,
  terms: Pick<PlanTerms, 'currency' | 'payIn'> | null,
): CustomerHistory {
  const planCurrency = terms?.currency ?? null;
  const paidIn = terms ? currencyOf(terms, sale) : sale.currency;
  enterMonth(past, sale.soldAt);
  const customer = past.customers.get(customerKey(sale));
  const volume = ({ count, revenueMinor }: AffiliatePast = { count: 0, revenueMinor: {} }) => ({
    count,
    revenueMinor: revenueMinor[paidIn] ?? 0,
  });
  return {
    firstSoldAt: customer?.firstSoldAt ?? null,
    history: {
      isNewCustomer: (customer?.firstSaleNumber ?? sale.saleNumber) === 1,
      paymentCount: customer?.count ?? 0,
      month: volume(past.months.get(sale.affiliateId)),
      lifetime: volume(past.affiliates.get(sale.affiliateId)),
      customerEarnedMinor: customer?.earnedMinor[planCurrency ?? ''] ?? 0,
      budgetUsedMinor: past.budgets.get(budgetKey(sale.planId, planCurrency)) ?? 0,
    },
  };
}

/** The sale and what it earned belong to the past of the next one. */
export function remember(
  past: Past,
  sale: CreditedSale,
  earned: { amountMinor: number; currency: string },
): void {
  enterMonth(past, sale.soldAt);
  const { soldAt: firstSoldAt, saleNumber: firstSaleNumber } = sale;
  const customer = entryOf(past.customers, customerKey(sale), {
    ...{ firstSoldAt, firstSaleNumber, count: 0, earnedMinor: {} },
  });
  customer.count += 1;
  add(customer.earnedMinor, earned.currency, earned.amountMinor);
  for (const affiliates of [past.affiliates, past.months]) {
    const affiliate = entryOf(affiliates, sale.affiliateId, { count: 0, revenueMinor: {} });
    affiliate.count += 1;
    add(affiliate.revenueMinor, sale.currency, sale.amountMinor);
    if (sale.converted) add(affiliate.revenueMinor, sale.converted.currency, sale.converted.amountMinor);
  }
  const key = budgetKey(sale.planId, earned.currency);
  past.budgets.set(key, (past.budgets.get(key) ?? 0) + earned.amountMinor);
}

function enterMonth(past: Past, at: Date): void {
  if (at < past.month.to) return;
  past.month = monthAround(at, past.timeZone);
  past.months.clear();
  past.budgets.clear();
}

function entryOf<Value>(entries: Map<string, Value>, key: string, first: Value): Value {
  const known = entries.get(key);
  if (known !== undefined) return known;
  entries.set(key, first);
  return first;
}

function add(sums: Record<string, number>, currency: string, amountMinor: number): void {
  sums[currency] = (sums[currency] ?? 0) + amountMinor;
}
