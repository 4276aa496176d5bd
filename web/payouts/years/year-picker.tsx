import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface YearPickerProps {
  year: number;
  years: number[];
  onChange(year: string): void;
}

/** The years of which the ledger knows something. */
export function YearPicker({ year, years, onChange }: YearPickerProps) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      w={96}
      aria-label={t('years:year')}
      value={String(year)}
      data={[...new Set([year, ...years])].sort((a, b) => b - a).map(String)}
      onChange={(next) => next && onChange(next)}
      allowDeselect={false}
    />
  );
}
