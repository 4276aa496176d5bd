import { minorUnitDigits } from '../../core/money.ts';
import { roundedRatio } from '../../core/rounding.ts';

export const RATE_SOURCES = ['typed', 'ecb_file'] as const;

/** A rate as it was entered: one of the base is `rate` of the quote, an exact decimal as text. */
export interface RateLeg {
  base: string;
  quote: string;
  rate: string;
  source: (typeof RATE_SOURCES)[number];
}

/** How a sale came into its plan's currency; kept with the commission for ever. */
export interface Conversion {
  /** The plan's. */
  currency: string;
  /** The calendar day that the rates are of. */
  day: string;
  /** One pair, in either direction, or two with the same base. */
  legs: RateLeg[];
  /** The sale in the plan's currency, half up: what volumes count. */
  amountMinor: number;
}

/** An exact ratio of minor units. */
interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

const ONE: Ratio = { numerator: 1n, denominator: 1n };

/** The share `numerator / denominator` of an amount in another currency, exact before its one rounding: half up. */
export function convertShare(
  amountMinor: number,
  from: string,
  { currency, legs }: Pick<Conversion, 'currency' | 'legs'>,
  share: Ratio = ONE,
): number {
  const factor = factorOf(legs, from, currency);
  return roundedRatio(
    BigInt(amountMinor) * share.numerator * factor.numerator,
    share.denominator * factor.denominator,
  );
}

function factorOf(legs: RateLeg[], from: string, to: string): Ratio {
  let { numerator, denominator } = ONE;
  let at = from;
  for (const leg of legs) {
    const rate = ratioOf(leg.rate);
    const isForward = leg.base === at;
    numerator *= isForward ? rate.numerator : rate.denominator;
    denominator *= isForward ? rate.denominator : rate.numerator;
    at = isForward ? leg.quote : leg.base;
  }
  if (at !== to) throw new RangeError(`the rates lead from ${from} to ${at}, not to ${to}`);
  return {
    numerator: numerator * 10n ** BigInt(minorUnitDigits(to)),
    denominator: denominator * 10n ** BigInt(minorUnitDigits(from)),
  };
}

function ratioOf(decimal: string): Ratio {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}
