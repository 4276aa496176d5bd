import { formatMoney } from '../../core/money.ts';
import type { RowError, RowOutcome } from '../../customers/index.ts';
import { NewSale } from '../../tracking/index.ts';

const SUB_IDS = ['subId1', 'subId2', 'subId3', 'subId4', 'subId5'] as const;

/** A row of the file, as the import reads it. */
export interface SaleRow extends Partial<Record<(typeof SUB_IDS)[number], string>> {
  externalId: string;
  occurredAt: Date;
  amount: { amountMinor: number; currency: string };
  customerExternalId?: string;
  customerEmail?: string;
  customerName?: string;
  affiliate?: string;
  offer?: string;
  couponCode?: string;
  clickId?: string;
  product?: string;
  customerPlan?: string;
  country?: string;
  attributes?: Record<string, string | number | boolean>;
}

/** The sale that a row tells, or why it cannot be one. */
export function toSale(
  row: SaleRow,
  customerExternalId: string | null,
  now: Date,
): (NewSale & { externalId: string }) | RowOutcome {
  const { amountMinor, currency } = row.amount;
  if (customerExternalId === null) return failed('noCustomer');
  if (row.occurredAt > now) return failed('inFuture', {}, 'occurredAt');
  if (amountMinor < 0) return failed('negative', { amount: formatMoney(amountMinor, currency) }, 'amount');
  const sale = {
    ...{ externalId: row.externalId, occurredAt: row.occurredAt, amountMinor, currency, customerExternalId },
    ...{ customerName: row.customerName, customerEmail: row.customerEmail, clickId: row.clickId },
    ...{ couponCode: row.couponCode, product: row.product, customerPlan: row.customerPlan },
    country: row.country,
    metadata: metadataOf(row),
  };
  const { error } = NewSale.safeParse(sale);
  const [issue] = error?.issues ?? [];
  if (!issue) return sale;
  const field = String(issue.path[0] ?? '').replace(/^amountMinor$/, 'amount');
  return {
    outcome: 'failed',
    error: { code: 'imports:error.refused', values: { reason: issue.message }, field },
  };
}

/** Sub ids, and the columns that the file has beyond. */
function metadataOf(row: SaleRow): Record<string, unknown> | undefined {
  const told = SUB_IDS.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]] as const]));
  const metadata = { ...row.attributes, ...Object.fromEntries(told) };
  return Object.keys(metadata).length > 0 ? metadata : undefined;
}

/** A row that was not taken, with the catalog key of the reason. */
export function failed(code: string, values?: RowError['values'], field?: string): RowOutcome {
  return { outcome: 'failed', error: { code: `offline:error.${code}`, values, field } };
}

export function isOutcome(each: object): each is RowOutcome {
  return 'outcome' in each;
}
