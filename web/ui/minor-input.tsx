import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { fractionDigits, toMinor } from './minor-units.ts';

interface MinorInputProps {
  label: string;
  description?: string;
  currency: string;
  /** Null is no amount. */
  amountMinor: number | null;
  onChange(amountMinor: number | null): void;
  error?: ReactNode;
}

/** An amount typed in major units and kept in minor ones. */
export function MinorInput({ label, description, currency, amountMinor, onChange, error }: MinorInputProps) {
  const digits = fractionDigits(currency);
  return (
    <NumberInput
      label={`${label} (${currency})`}
      description={description}
      min={0}
      decimalScale={digits}
      value={amountMinor === null ? '' : amountMinor / 10 ** digits}
      onChange={(value) => onChange(value === '' ? null : toMinor(Number(value), currency))}
      error={error}
    />
  );
}
