import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { NoData } from '../ui/money.tsx';

export type RatioInterval = { lower: number; upper: number } | null;

interface RatioProps {
  value: number | null;
  /** Between what it lies with 80 % confidence. */
  interval?: RatioInterval;
}

/** What comes back for each one paid, beyond it: 2.5 × is two and a half gained. */
export function Ratio({ value, interval }: RatioProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value === null) return <NoData />;
  const number = (ratio: number) =>
    format.number(ratio, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return (
    <Text component="span" inherit fw={600} c={value < 0 ? 'var(--fall)' : undefined} className="figures">
      {number(value)} ×
      {interval && (
        <Text component="span" size="xs" c="dimmed" fw={400}>
          {' '}
          ({t('quality:range', { lower: number(interval.lower), upper: number(interval.upper) })})
        </Text>
      )}
    </Text>
  );
}
