import { shareOf } from '../../core/rounding.ts';
import type { TaxTreatment } from '../tax/schema.ts';

const WHOLE_BASIS_POINTS = 10_000;

export interface Split {
  netMinor: number;
  taxMinor: number;
}

/** What was paid is the whole: where a rate applies, the tax is the part of it that the rate makes, rounded once. */
export function splitTax(totalMinor: number, { rateBasisPoints }: TaxTreatment): Split {
  const rate = rateBasisPoints ?? 0;
  const taxMinor = shareOf(totalMinor, rate, WHOLE_BASIS_POINTS + rate);
  return { netMinor: totalMinor - taxMinor, taxMinor };
}
