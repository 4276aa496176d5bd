import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';

const COUNTRY_CODE = /^[A-Z]{2}$/;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** How numbers, money and time are written for this reader, in the workspace's time zone. */
export interface Format {
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 0.123 → 12.3% */
  percent(share: number, fractionDigits?: number): string;
  /** Integer minor units. `isShort` gives $1.2M. */
  money(amountMinor: number, currency: string, isShort?: boolean): string;
  /** An instant, or a calendar day `YYYY-MM-DD`. */
  date(at: string): string;
  dateTime(at: string): string;
  /** A month `YYYY-MM`. */
  month(month: string): string;
  /** A country by its two-letter code; whatever else a country was written as stays. */
  country(text: string): string;
  /** "3 days ago" */
  ago(at: string): string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** @param locale BCP 47. @param timeZone IANA. */
export function createFormat(locale: string, timeZone: string): Format {
  const zoneOf = (at: string) => (DAY_ONLY.test(at) ? 'UTC' : timeZone);
  return {
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (share, maximumFractionDigits = 1) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }).format(share),
    money: (amountMinor, currency, isShort = false) => {
      const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
      const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
      const amount = amountMinor / 10 ** digits;
      if (!isShort) return new Intl.NumberFormat(locale, style).format(amount);
      return new Intl.NumberFormat(locale, {
        ...style,
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumFractionDigits: Math.abs(amount) < 1_000 ? 0 : 1,
      }).format(amount);
    },
    date: (at) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zoneOf(at) }).format(new Date(at)),
    dateTime: (at) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(at),
      ),
    month: (month) =>
      new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${month}-01`),
      ),
    country: (text) => {
      if (!COUNTRY_CODE.test(text)) return text;
      return new Intl.DisplayNames(locale, { type: 'region' }).of(text) ?? text;
    },
    ago: (at) => {
      const seconds = (new Date(at).getTime() - Date.now()) / 1_000;
      const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
      return relative.format(Math.trunc(seconds / size), unit);
    },
  };
}

/** The reader's own form: the browser's variant of the language on screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { workspace } = useSession();
  return createFormat(readerLocale(i18n.language), workspace.timeZone);
}

export function readerLocale(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(language) && isLocale(tag)) ?? language;
}

/** A browser started under the locale `C` names itself `en-US@posix`, which no formatter accepts. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
