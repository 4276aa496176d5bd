import { defineImportObject, type RowOutcome } from '../../customers/index.ts';
import { failed } from '../facts/outcomes.ts';
import { recordSubscriptions } from '../facts/record-subscriptions.ts';
import { monthlyAmount } from '../rules/mrr.ts';
import type { BillingPeriod, SubscriptionInput } from '../schema/inputs.ts';
import { saveTaken } from './save-taken.ts';
import { ACCOUNT_ID_WORDS } from './words.ts';

interface Money {
  amountMinor: number;
  currency: string;
}

interface Priced {
  mrr?: Money;
  arr?: Money;
  price?: Money;
  isTrial?: boolean;
  billingPeriod?: BillingPeriod;
}

export function defineSubscriptionImport(): void {
  defineImportObject({
    name: 'subscriptions',
    labels: 'signals:import.subscriptions',
    aliases: ['subscriptions', 'subscription', 'contracts', 'recurring revenue'],
    after: ['accounts'],
    key: ['externalId'],
    fields: [
      { name: 'externalId', type: 'text', aliases: ['subscription id', 'contract id', 'record id', 'id'] },
      { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS, required: true },
      { name: 'plan', type: 'text', aliases: ['plan tier', 'plan name', 'tier', 'product', 'package'] },
      { name: 'seats', type: 'number', aliases: ['quantity', 'seat count', 'licenses', 'users'] },
      { name: 'mrr', type: 'money', aliases: ['mrr amount', 'monthly recurring revenue', 'monthly amount'] },
      { name: 'arr', type: 'money', aliases: ['arr amount', 'annual recurring revenue', 'annual amount'] },
      { name: 'price', type: 'money', aliases: ['amount', 'plan amount', 'unit amount', 'recurring amount'] },
      { name: 'currency', type: 'text', aliases: ['currency code'] },
      {
        name: 'startedOn',
        type: 'date',
        aliases: ['start date', 'started at', 'start', 'subscription start', 'created'],
        required: true,
      },
      {
        name: 'endedOn',
        type: 'date',
        aliases: ['end date', 'ended at', 'end', 'canceled at', 'cancelled at', 'cancellation date'],
      },
      { name: 'isTrial', type: 'boolean', aliases: ['trial', 'in trial', 'is trial'] },
      {
        name: 'billingPeriod',
        type: 'choice',
        aliases: ['billing frequency', 'interval', 'billing interval', 'billing cycle', 'frequency'],
        choices: {
          day: ['daily'],
          week: ['weekly'],
          month: ['monthly'],
          quarter: ['quarterly'],
          year: ['yearly', 'annual', 'annually'],
        },
      },
      { name: 'renews', type: 'boolean', aliases: ['auto renew flag', 'auto renew', 'auto renewal'] },
      { name: 'hasUpgraded', type: 'boolean', aliases: ['upgrade flag', 'upgraded'] },
      { name: 'hasDowngraded', type: 'boolean', aliases: ['downgrade flag', 'downgraded'] },
      { name: 'changedOn', type: 'date', aliases: ['change date', 'changed at', 'effective date'] },
    ],
    saveBatch: (workspaceId, rows) =>
      saveTaken(rows, toSubscription, (inputs) => recordSubscriptions(workspaceId, inputs)),
  });
}

/** The month's revenue is the file's own figure, else a twelfth of the year's, else the price of the period. */
function toSubscription<Row extends Priced & Omit<SubscriptionInput, 'mrrMinor' | 'currency'>>(
  row: Row,
): SubscriptionInput | RowOutcome {
  const { mrr, arr, price, ...rest } = row;
  const { billingPeriod = 'month' } = row;
  const monthly = mrr ?? inMonths(arr, 'year') ?? inMonths(price, billingPeriod);
  if (monthly) return { ...rest, mrrMinor: monthly.amountMinor, currency: monthly.currency };
  return failed('noRevenue', undefined, 'mrr');
}

function inMonths(money: Money | undefined, period: BillingPeriod): Money | undefined {
  return money && { ...money, amountMinor: monthlyAmount(money.amountMinor, period) };
}
