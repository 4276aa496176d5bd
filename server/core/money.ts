import { z } from 'zod';

const KNOWN_CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217, upper case; lower case is accepted and raised. */
export const Currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code) => KNOWN_CURRENCIES.has(code), 'must be an ISO 4217 currency code')
  .meta({ type: 'string', example: 'USD', description: 'ISO 4217 currency code' });

/** Integer minor units (cents for USD, yen for JPY). */
export const AmountMinor = z.number().int().safe();

/** How many decimal digits the currency's minor unit stands for: 2 for USD, 0 for JPY. */
export function minorUnitDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** In the reader's own form, with the symbol that the screens show, e.g. `$1,234.50` in every language. */
export function formatMoney(amountMinor: number, currency: string, locale = 'en'): string {
  const digits = minorUnitDigits(currency);
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, style).format(amountMinor / 10 ** digits);
}

/** Major units as text for files, e.g. `1234.50`; never through floating point. */
export function majorUnits(amountMinor: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const padded = Math.abs(amountMinor)
    .toString()
    .padStart(digits + 1, '0');
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** The amount as a cell of a table: below zero a number, which is not taken for a formula. */
export function amountCell(amountMinor: number, currency: string): string | number {
  const amount = majorUnits(amountMinor, currency);
  return amountMinor < 0 ? Number(amount) : amount;
}

/** The amount as a number with the digits of its currency, for tables that are calculated with; null stays empty. */
export function amountNumber(amountMinor: number | null, currency: string | null): number | null {
  return amountMinor === null || currency === null ? null : Number(majorUnits(amountMinor, currency));
}
