import { Text } from '@mantine/core';
import { useFormat } from './format.ts';
import { NoData } from './money.tsx';

interface ShareProps {
  /** 0.123 is 12.3%; null is "no data". */
  share: number | null | undefined;
  fractionDigits?: number;
}

export function Share({ share, fractionDigits }: ShareProps) {
  const format = useFormat();
  if (share === null || share === undefined) return <NoData />;
  return <span className="figures">{format.percent(share, fractionDigits)}</span>;
}

/** A change, with its sign: +12% is up. */
export function Change({ share: exact }: { share: number | null | undefined }) {
  const format = useFormat();
  if (exact === null || exact === undefined) return <NoData />;
  // As it is shown, in whole percent: less than half of one is no change.
  const share = Math.round(exact * 100) / 100 || 0;
  const color = share > 0 ? 'var(--rise)' : share < 0 ? 'var(--fall)' : undefined;
  return (
    <Text component="span" inherit c={color} className="figures">
      {share > 0 ? '+' : ''}
      {format.percent(share, 0)}
    </Text>
  );
}

/** A plain number in the reader's form. */
export function Count({
  value,
  fractionDigits = 0,
}: {
  value: number | null | undefined;
  fractionDigits?: number;
}) {
  const format = useFormat();
  if (value === null || value === undefined) return <NoData />;
  return <span className="figures">{format.number(value, { maximumFractionDigits: fractionDigits })}</span>;
}
