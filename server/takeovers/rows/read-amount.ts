import { Currency, minorUnitDigits } from '../../core/money.ts';

const DECIMAL = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const WHOLE = /^-?\d+$/;

interface AmountCells {
  decimalAmount?: string;
  minorAmount?: string;
  currency?: string;
}

export type ReadAmount = { amountMinor: number; currency: string } | { wrongField: keyof AmountCells };

/** Exact or not at all: nothing is rounded, and no currency is guessed. Names the field that is wrong. */
export function readAmount({ decimalAmount, minorAmount, currency: code }: AmountCells): ReadAmount {
  const { data: currency } = Currency.safeParse(code);
  if (!currency) return { wrongField: 'currency' };
  const wrongField = minorAmount === undefined ? 'decimalAmount' : 'minorAmount';
  const amountMinor =
    minorAmount === undefined
      ? toMinor(decimalAmount ?? '', minorUnitDigits(currency))
      : wholeNumber(minorAmount);
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 ? { amountMinor, currency } : { wrongField };
}

function wholeNumber(text: string): number {
  return WHOLE.test(text) ? Number(text) : Number.NaN;
}

function toMinor(text: string, digits: number): number {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  const kept = fraction.replace(/0+$/, '');
  if (sign === undefined || kept.length > digits) return Number.NaN;
  return Number(`${sign}${whole.replaceAll(',', '')}${kept.padEnd(digits, '0')}`);
}
