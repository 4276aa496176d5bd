import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../server/customers/schema/search.ts';
import { api } from '../ui/api.ts';

const TYPING_PAUSE_MS = 250;
const FOUND = 20;

interface RecordPickerProps extends Pick<SelectProps, 'label' | 'placeholder' | 'error' | 'size'> {
  object: 'account' | 'person';
  value: string | null;
  /** The chosen one's name, while it is not searched for. */
  name?: string | null;
  onChange(id: string | null): void;
}

/** One account or person, found at the server however many there are. */
export function RecordPicker({ object, value, name, onChange, ...select }: RecordPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name ?? '');
  const [q] = useDebouncedValue(typed === name ? '' : typed.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery({
    queryKey: ['/search', object, q],
    queryFn: () => api.get<{ data: SearchHit[] }>('/search', { q, limit: FOUND }),
    enabled: q !== '',
  });
  const found = (data?.data ?? []).filter(({ type }) => type === object);
  const options = found.map((hit) => ({
    value: hit.id,
    label: hit.detail ? `${hit.name} · ${hit.detail}` : hit.name,
  }));
  if (value && name && !options.some((option) => option.value === value))
    options.unshift({ value, label: name });
  return (
    <Select
      data={options}
      aria-label={select.label ? undefined : select.placeholder}
      value={value}
      onChange={onChange}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={typed.trim() && t('table.nothingMatches')}
      clearButtonProps={{
        'aria-label': t('table.clearFilter', { name: String(select.label ?? select.placeholder ?? '') }),
      }}
      {...select}
    />
  );
}
