import { formatMoney } from '../core/money.ts';
import { words } from '../core/words.ts';
import type { Grounds, Reason } from './schema/reason.ts';

type Values = Grounds['values'];

const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 0 };
const RATE: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1 };
const PLAIN: Intl.NumberFormatOptions = { maximumFractionDigits: 1 };

const MAX_REMEMBERED = 10_000;

/** Puts grounds into words for a reader. */
export function say(locale: string, grounds: Grounds): Reason {
  return { ...grounds, text: sentence(locale, grounds.code, grounds.values) };
}

/**
 * A sentence of the catalog with its values in the reader's own form. The end of a name tells the unit:
 * `…On` a calendar day, `…Share` a share of 1, `…Rate` a small one, `…Minor` money in `currency`; `count` stays a
 * number, because it chooses the plural. A `valueChange` is said without its sign: it chooses between the sentences
 * `_rose`, `_fell` and the plain one for no change that the reader would see.
 */
export function sentence(locale: string, code: string, values: Values = {}): string {
  const key = `${locale} ${code} ${JSON.stringify(values)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const spoken = Object.entries(values).map(([name, value]) => [name, speak(locale, name, value, values)]);
  const text = words(locale, code, { ...directionOf(values), ...Object.fromEntries(spoken) });
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, text);
  return text;
}

// A page of the ranking is over a thousand sentences, most of them said before; catalogs never change.
const remembered = new Map<string, string>();

function directionOf({ valueChange }: Values): { context?: 'rose' | 'fell' } {
  const percent = Math.round(Number(valueChange ?? 0) * 100);
  if (percent === 0) return {};
  return { context: percent > 0 ? 'rose' : 'fell' };
}

function speak(
  locale: string,
  name: string,
  value: Values[string],
  values: Values,
): string | number | undefined {
  if (value === null || name === 'count') return value ?? undefined;
  if (/(^o|O)n$/.test(name)) return speakDay(locale, String(value));
  if (typeof value === 'string') return value;
  if (name.endsWith('Minor')) return formatMoney(value, String(values.currency), locale);
  if (name.endsWith('Share')) return numberFormat(locale, 'share', PERCENT).format(value);
  if (name.endsWith('Rate')) return numberFormat(locale, 'rate', RATE).format(value);
  if (name === 'valueChange') return numberFormat(locale, 'share', PERCENT).format(Math.abs(value));
  return numberFormat(locale, 'plain', PLAIN).format(value);
}

function speakDay(locale: string, day: string): string {
  return dayFormat(locale).format(new Date(`${day}T00:00:00Z`));
}

// Making a format costs more than a whole sentence; there are few of them.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: string, kind: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}:${kind}`;
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options);
  numberFormats.set(key, known);
  return known;
}

function dayFormat(locale: string): Intl.DateTimeFormat {
  const known =
    dayFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  dayFormats.set(locale, known);
  return known;
}
