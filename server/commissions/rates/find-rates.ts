import { dayIn } from '../../core/calendar.ts';
import type { PlanTerms } from '../plans/schema.ts';
import { currencyOf } from '../rules.ts';
import { findKeptConversion, findRate, type Rate } from '../store/rates.ts';
import { type Conversion, convertShare } from './convert.ts';

/** A sale of which a conversion is asked; without `saleId` it was booked already. */
interface ForeignSale {
  saleId?: string;
  /** The affiliate's share of it: what is converted. */
  creditedMinor: number;
  saleCurrency: string;
  soldAt: Date;
  facts: { conversion?: Conversion | undefined };
}

/**
 * How sales come into the currency of their terms: as it was decided for the sale once, else at the rate of the sale's
 * calendar day or the latest of the week before. Undefined where no conversion is asked for, or no rate is known yet.
 * What was found is remembered as long as the finder is.
 */
export function rateFinder(workspaceId: string, timeZone: string) {
  const found = new Map<string, Rate | null>();
  return async (
    sale: ForeignSale,
    terms: Pick<PlanTerms, 'payIn' | 'currency'> | null,
  ): Promise<Conversion | undefined> => {
    const { saleId, creditedMinor, saleCurrency, soldAt, facts } = sale;
    const withAmount = (by: Omit<Conversion, 'amountMinor'>): Conversion => ({
      ...by,
      amountMinor: convertShare(creditedMinor, saleCurrency, by),
    });
    const currency = terms ? currencyOf(terms, { currency: saleCurrency }) : saleCurrency;
    if (currency === saleCurrency) return undefined;
    if (facts.conversion?.currency === currency) return withAmount(facts.conversion);
    const kept = saleId && (await findKeptConversion(workspaceId, saleId, currency));
    if (kept) return withAmount(kept);
    const day = dayIn(timeZone, soldAt);
    const key = `${saleCurrency} ${currency} ${day}`;
    const rate = found.get(key) ?? (await findRate(workspaceId, { from: saleCurrency, to: currency, day }));
    found.set(key, rate);
    if (!rate) return undefined;
    return withAmount({ currency, ...rate });
  };
}
