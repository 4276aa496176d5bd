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
  /** One that is not offered. */
  exceptId?: string;
  onChange(id: string | null): void;
}

/** One account or person, found at the server however many there are. */
export function RecordPicker({ object, value, name, exceptId, onChange, ...select }: RecordPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name ?? '');
  const [chosen, choose] = useState(value && name ? { value, label: name } : null);
  // The chosen one's own words in the field are no search.
  const [q] = useDebouncedValue(typed === chosen?.label ? '' : typed.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery({
    queryKey: ['/search', object, q],
    queryFn: () => api.get<{ data: SearchHit[] }>('/search', { q, limit: FOUND }),
    enabled: q !== '',
  });
  const found = (data?.data ?? []).filter(({ type, id }) => type === object && id !== exceptId);
  const options = found.map((hit) => ({
    value: hit.id,
    label: hit.detail ? `${hit.name} · ${hit.detail}` : hit.name,
  }));
  if (chosen && chosen.value === value && !options.some((option) => option.value === value))
    options.unshift(chosen);
  return (
    <Select
      data={options}
      aria-label={select.label ? undefined : select.placeholder}
      value={value}
      onChange={(id) => {
        choose(options.find((option) => option.value === id) ?? null);
        onChange(id);
      }}
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
