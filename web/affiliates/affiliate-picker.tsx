import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAffiliateChoices, useAffiliateName } from './queries.ts';

const TYPING_PAUSE_MS = 250;

interface AffiliatePickerProps extends Pick<SelectProps, 'label' | 'size' | 'error' | 'required'> {
  value: string | null;
  onChange(affiliateId: string | null): void;
}

/** One affiliate, found by name or e-mail at the server however many there are. */
export function AffiliatePicker({ value, onChange, ...select }: AffiliatePickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const name = useAffiliateName(value);
  // The chosen one's own name in the field is no search.
  const [q] = useDebouncedValue(typed === name ? '' : typed, TYPING_PAUSE_MS);
  const found = useAffiliateChoices(q).data ?? [];
  const options = found.map(({ id, name: label, email }) => ({
    value: id,
    label: label === '' ? email : label,
  }));
  if (value && name && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: name });
  }
  return (
    <Select
      aria-label={select.label ? undefined : t('affiliates:picker.label')}
      placeholder={t('affiliates:picker.label')}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('affiliates:picker.nothing')}
      clearable={!select.required}
      clearButtonProps={{ 'aria-label': t('affiliates:picker.clear') }}
      {...select}
    />
  );
}
