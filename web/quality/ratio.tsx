import { Text } from '@mantine/core';
import { useFormat } from '../ui/format.ts';
import { NoData } from '../ui/money.tsx';

/** What comes back for each one paid, beyond it: 2.5 × is two and a half gained. */
export function Ratio({ value }: { value: number | null }) {
  const format = useFormat();
  if (value === null) return <NoData />;
  return (
    <Text component="span" inherit fw={600} c={value < 0 ? 'var(--fall)' : undefined} className="figures">
      {format.number(value, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} ×
    </Text>
  );
}
