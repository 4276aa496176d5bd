import { roundedRatio } from '../../core/rounding.ts';
import type { DealLine } from '../deals/schema/deal.ts';
import type { QUOTE_STATES, ShownState } from './kinds.ts';
import type { Price } from './schema/product.ts';
import type { QuoteLine } from './schema/quote.ts';

const WHOLE = 10_000n;

type Priced = Pick<QuoteLine, 'quantity' | 'priceMinor' | 'discountBasisPoints'>;
type Taxed = Pick<QuoteLine, 'netMinor' | 'taxBasisPoints'>;

/** What a line comes to without tax; rounded once, half away from zero. */
export function netOf({ quantity, priceMinor, discountBasisPoints }: Priced): number {
  return roundedRatio(BigInt(quantity) * BigInt(priceMinor) * (WHOLE - BigInt(discountBasisPoints)), WHOLE);
}

export interface Totals {
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  taxes: { taxBasisPoints: number; netMinor: number; taxMinor: number }[];
}

/** Tax is taken of the sum of each rate's lines and rounded there, as EN 16931 (BR-CO-17) has it, so no line's cent is lost. */
export function totalsOf(lines: readonly Taxed[]): Totals {
  const byRate = Map.groupBy(lines, ({ taxBasisPoints }) => taxBasisPoints);
  const taxes = [...byRate]
    .sort(([one], [other]) => one - other)
    .map(([taxBasisPoints, own]) => {
      const netMinor = own.reduce((sum, line) => sum + line.netMinor, 0);
      return {
        taxBasisPoints,
        netMinor,
        taxMinor: roundedRatio(BigInt(netMinor) * BigInt(taxBasisPoints), WHOLE),
      };
    });
  const netMinor = taxes.reduce((sum, tax) => sum + tax.netMinor, 0);
  const taxMinor = taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor, taxes };
}

/** The price of the greatest step that the quantity reaches; null where the list has none for it. */
export function priceFor(prices: readonly Price[], productId: string, quantity: number): number | null {
  const reached = prices
    .filter((price) => price.productId === productId && price.fromQuantity <= quantity)
    .sort((one, other) => other.fromQuantity - one.fromQuantity);
  return reached[0]?.priceMinor ?? null;
}

export function labelOf({ number, version }: { number: number | null; version: number }): string | null {
  if (number === null) return null;
  return version === 1 ? `Q-${number}` : `Q-${number}-${version}`;
}

/** @param today the company's day: a quote stands until its last day is over */
export function shownState(
  { state, validUntil }: { state: (typeof QUOTE_STATES)[number]; validUntil: string },
  today: string,
): ShownState {
  return state === 'sent' && validUntil < today ? 'expired' : state;
}

/** What a deal is worth by an accepted quote, line by line; where a discount leaves no whole price, a line is one of its sum. */
export function dealLinesOf(lines: readonly QuoteLine[]): DealLine[] {
  return lines.map(({ name, quantity, netMinor }) =>
    netMinor % quantity === 0
      ? { name, quantity, priceMinor: netMinor / quantity }
      : { name: `${name} × ${quantity}`, quantity: 1, priceMinor: netMinor },
  );
}
