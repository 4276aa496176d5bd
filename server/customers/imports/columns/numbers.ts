import { minorUnitDigits } from '../../../core/money.ts';
import type { Money } from '../registry.ts';

/** Which sign stands before the fraction: `1,234.5` or `1.234,5`. */
export type DecimalMark = 'point' | 'comma';

const SPACES = /[\s\u00a0\u202f'’]/g;
const POINT_NUMBER = /^(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?:\.\d*)?$/;
const COMMA_NUMBER = /^(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)?(?:,\d*)?$/;
/** One sign before three digits: a thousand in one country, a fraction in another. */
const EITHER = /^[1-9]\d{0,2}[.,]\d{3}$/;
const EXPONENT = /^-?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const CURRENCY_CODE = /^([A-Za-z]{3})\b|\b([A-Za-z]{3})$/;

const SYMBOLS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '฿': 'THB',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
};
/** Currencies that share a sign: the workspace's own is meant when it is one of them, else the first. */
const SHARED_SYMBOLS: Record<string, string[]> = {
  $: ['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'NZD', 'MXN', 'TWD'],
  '¥': ['JPY', 'CNY'],
};

/** What a value tells of the decimal mark; `either` could be both, with another meaning. */
export function decimalEvidence(text: string): DecimalMark | 'either' | 'none' {
  const digits = bareDigits(text);
  if (EITHER.test(digits)) return 'either';
  const isPoint = POINT_NUMBER.test(digits);
  const isComma = COMMA_NUMBER.test(digits);
  if (isPoint === isComma) return 'none';
  return isPoint ? 'point' : 'comma';
}

/** A number, or null when the text is none. A percent sign is left out, brackets make it negative. */
export function parseNumber(text: string, mark: DecimalMark): number | null {
  const plain = plainDecimal(text.replace(/%$/, ''), mark);
  return plain === null ? null : Number(plain);
}

/**
 * An amount in minor units, rounded half away from zero, or null when the text is none.
 * @param fallback the currency when the cell names none.
 */
export function parseMoney(text: string, mark: DecimalMark, fallback: string): Money | null {
  const { currency, rest } = splitCurrency(text, fallback);
  const plain = plainDecimal(rest, mark);
  if (plain === null) return null;
  const amountMinor = toMinor(plain, digitsOf(currency));
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : null;
}

function bareDigits(text: string): string {
  return text.replace(SPACES, '').replace(/^[^\d.,]+|[^\d.,]+$/g, '');
}

/** `-1234.5` from however it is written, or null. */
function plainDecimal(text: string, mark: DecimalMark): string | null {
  let digits = text.replace(SPACES, '').replace('−', '-');
  if (EXPONENT.test(digits)) return String(Number(digits));
  const bracketed = /^\((.+)\)$/.exec(digits);
  if (bracketed) digits = `-${bracketed[1]}`;
  const signed = /^([+-]?)(.*)$/.exec(digits);
  const body = signed?.[2] ?? '';
  if (!/\d/.test(body) || !(mark === 'point' ? POINT_NUMBER : COMMA_NUMBER).test(body)) return null;
  const plain = mark === 'point' ? body.replaceAll(',', '') : body.replaceAll('.', '').replace(',', '.');
  return signed?.[1] === '-' ? `-${plain}` : plain;
}

/** Whether these letters are an ISO 4217 code, upper case. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

const knownDigits = new Map<string, number>();

function digitsOf(currency: string): number {
  const digits = knownDigits.get(currency) ?? minorUnitDigits(currency);
  knownDigits.set(currency, digits);
  return digits;
}

function splitCurrency(text: string, fallback: string) {
  const code = CURRENCY_CODE.exec(text.replace(/[()+-]/g, ' ').trim());
  const named = (code?.[1] ?? code?.[2])?.toUpperCase();
  if (named && isCurrency(named)) {
    return { currency: named, rest: text.replace(/[A-Za-z]{3}/, '') };
  }
  const symbol = /\p{Sc}/u.exec(text)?.[0];
  if (!symbol) return { currency: fallback, rest: text };
  // US$, A$ and their like: the letters before the sign belong to it.
  const rest = text.replace(/[A-Z]{0,2}\p{Sc}/u, '');
  const shared = SHARED_SYMBOLS[symbol];
  const currency = shared ? (shared.includes(fallback) ? fallback : shared[0]) : SYMBOLS[symbol];
  return { currency: currency ?? fallback, rest };
}

/** Exact: the digits are cut as text, never multiplied as a fraction. */
function toMinor(plain: string, digits: number): number {
  const isNegative = plain.startsWith('-');
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const kept = Number(`${whole || '0'}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  const amount = kept + (Number(fraction[digits] ?? 0) >= 5 ? 1 : 0);
  return isNegative && amount !== 0 ? -amount : amount;
}
