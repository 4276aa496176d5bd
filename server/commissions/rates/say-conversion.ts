import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { Conversion } from './convert.ts';

/** The rates of a sale in words, with their day and where they come from; null where nothing was converted. */
export function sayConversion(conversion: Conversion | undefined, locale: string): string | null {
  if (!conversion) return null;
  const { legs, day, amountMinor, currency } = conversion;
  return words(locale, 'commissions:conversion', {
    rates: legs.map(({ base, quote, rate }) => `1 ${base} = ${rate} ${quote}`).join(', '),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day)),
    source: [...new Set(legs.map(({ source }) => source))]
      .map((source) => words(locale, `commissions:rates.source.${source}`))
      .join(', '),
    amount: formatMoney(amountMinor, currency, locale),
  });
}
