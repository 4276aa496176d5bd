import { z } from 'zod';
import { Currency, minorUnitDigits } from '../../core/money.ts';

/** Each meaning with the names under which trackers send it; the first that is there counts. */
const NAMES = {
  clickId: ['click_id', 'clickid', 'transaction_id', 'subid', 'tid'],
  amount: ['sale_amount', 'amount', 'revenue', 'payout'],
  currency: ['currency'],
  status: ['status'],
  orderId: ['order_id', 'conversion_id', 'external_id'],
  goal: ['goal', 'event'],
  couponCode: ['coupon_code', 'promo_code'],
  customerId: ['customer_id'],
  customerEmail: ['customer_email', 'email'],
} as const;

type Meaning = keyof typeof NAMES;

const STATUSES: Record<string, CallStatus> = {
  approved: 'approved',
  '1': 'approved',
  pending: 'pending',
  rejected: 'rejected',
  '0': 'rejected',
};
const EXTRA = /^(sub|adv)[1-5]$/;
/** A macro that the sender did not fill in: `{click_id}`, `[click_id]`, `%click_id%`. */
const UNFILLED = /^(\{.*\}|\[.*\]|%[a-z_]+%|#[a-z_]+#)$/i;
/** Digits with a point, or with a comma before one or two digits: `1,234` could be a thousand. */
const AMOUNT = /^(\d{1,12})(?:\.(\d{1,9})|,(\d{1,2}))?$/;

export type CallStatus = 'pending' | 'approved' | 'rejected';
export type CallFault =
  | 'amount_unreadable'
  | 'currency_unknown'
  | 'email_unreadable'
  | 'status_unknown'
  | 'nobody_named'
  | 'order_missing';

/** What is known of a conversion. */
export interface CallFacts {
  clickId?: string;
  couponCode?: string;
  customerId?: string;
  customerEmail?: string;
  goal?: string;
  orderId?: string;
  amountMinor?: number;
  currency?: string;
  extras?: Record<string, string>;
}

export interface ReadCall {
  /** By meaning: the name that was sent, and its value. */
  understood: { meaning: Meaning; name: string; value: string }[];
  facts: CallFacts;
  status: CallStatus;
  /** By which a conversion is known again; null where nothing names one. */
  conversionKey: string | null;
  fault: CallFault | null;
  /** By a page, which anybody can call: it can begin a conversion, and never change one. */
  isToldByPage: boolean;
}

/** Understands what a tracker calls things. @param defaultCurrency of amounts that name none. */
export function readCall(parameters: Record<string, string>, defaultCurrency: string): ReadCall {
  const sent = new Map(
    Object.entries(parameters)
      .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
      .filter(([, value]) => value !== '' && !UNFILLED.test(value)),
  );
  const understood = (Object.keys(NAMES) as Meaning[]).flatMap((meaning) => {
    const name = NAMES[meaning].find((each) => sent.has(each));
    return name ? [{ meaning, name, value: sent.get(name) ?? '' }] : [];
  });
  const told: Partial<Record<Meaning, string>> = Object.fromEntries(
    understood.map(({ meaning, value }) => [meaning, value]),
  );
  const { clickId, couponCode, customerId, customerEmail, goal, orderId } = told;
  const currency = Currency.safeParse(told.currency ?? defaultCurrency);
  const amountMinor = told.amount && currency.success ? minorOf(told.amount, currency.data) : undefined;
  const status = told.status === undefined ? 'approved' : STATUSES[told.status.toLowerCase()];
  const extras = Object.fromEntries([...sent].filter(([name]) => EXTRA.test(name)));
  return {
    understood,
    facts: withoutMissing({
      ...{ clickId, couponCode, customerId, customerEmail, goal, orderId },
      amountMinor: amountMinor ?? undefined,
      currency: amountMinor != null && currency.success ? currency.data : undefined,
      extras: Object.keys(extras).length > 0 ? extras : undefined,
    }),
    status: status ?? 'approved',
    conversionKey: orderId ?? (clickId ? `${clickId} ${goal ?? (told.amount ? 'sale' : 'lead')}` : null),
    fault: faultOf({
      ...told,
      isCurrencyKnown: currency.success,
      amountMinor,
      isStatusKnown: status !== undefined,
    }),
    isToldByPage: false,
  };
}

/** Rounded once, half up; null when it cannot be read. */
function minorOf(text: string, currency: string): number | null {
  const match = AMOUNT.exec(text);
  if (!match) return null;
  const digits = minorUnitDigits(currency);
  const fraction = (match[2] ?? match[3] ?? '').padEnd(digits + 1, '0');
  const whole = Number(`${match[1]}${fraction.slice(0, digits)}`);
  return whole + (Number(fraction[digits]) >= 5 ? 1 : 0);
}

interface Told extends Partial<Record<Meaning, string>> {
  isCurrencyKnown: boolean;
  isStatusKnown: boolean;
  amountMinor: number | null | undefined;
}

function faultOf(told: Told): CallFault | null {
  if (!told.isStatusKnown) return 'status_unknown';
  if (!told.isCurrencyKnown) return 'currency_unknown';
  if (told.amountMinor === null) return 'amount_unreadable';
  if (told.customerEmail && !z.email().safeParse(told.customerEmail).success) return 'email_unreadable';
  if (!told.clickId && !told.couponCode && !told.orderId) return 'nobody_named';
  return told.clickId || told.orderId ? null : 'order_missing';
}

function withoutMissing(facts: { [Name in keyof CallFacts]: CallFacts[Name] | undefined }): CallFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
