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

const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
/** Below this it is read in the smaller unit. */
const UNITS_OF_TIME = [
  { unit: 'minute', minutes: 1, below: 2 * HOUR_MINUTES },
  { unit: 'hour', minutes: HOUR_MINUTES, below: 2 * DAY_MINUTES },
  { unit: 'day', minutes: DAY_MINUTES, below: Number.POSITIVE_INFINITY },
] as const;

/** How long something took, in the unit in which it is easily read. */
export function Duration({ minutes }: { minutes: number | null | undefined }) {
  const format = useFormat();
  if (minutes === null || minutes === undefined) return <NoData />;
  const { unit, minutes: size } = UNITS_OF_TIME.find(({ below }) => minutes < below) ?? UNITS_OF_TIME[2];
  const text = format.number(minutes / size, {
    ...{ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: unit === 'minute' ? 0 : 1 },
  });
  return <span className="figures">{text}</span>;
}
