import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PERIODS, USUAL_PERIOD } from './queries.ts';

interface PeriodChoiceProps {
  months: string | undefined;
  onChange(months: string): void;
}

/** How many months back a report goes. */
export function PeriodChoice({ months = USUAL_PERIOD, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('revenue:period')}
      data={PERIODS.map((value) => ({ value, label: t('revenue:months', { count: Number(value) }) }))}
      value={months}
      onChange={onChange}
    />
  );
}
