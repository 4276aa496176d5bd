import { Box, Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';

const TYPING_PAUSE_MS = 250;

/** One filter of a list; `name` is its search parameter in the page's address. */
export type Filter =
  | { kind: 'text'; name: string; label: string }
  | { kind: 'choice'; name: string; label: string; options: { value: string; label: string }[] };

interface FilterBarProps {
  filters: Filter[];
  /** The page's typed search parameters. */
  values: object;
  /** Changed parameters only; undefined removes one. */
  onChange(changed: Record<string, string | undefined>): void;
  /** A filter whose choices are looked for at the server, the first of all. */
  picker?: ReactNode;
  /** Filters with a form of their own, after the others, and the search parameters in which they stand. */
  more?: ReactNode;
  moreNames?: readonly string[];
  /** Further tools of the list, at the right end. */
  children?: ReactNode;
}

/** Filters that live in the page's address, so that every view can be linked. */
export function FilterBar({
  filters,
  values,
  onChange,
  picker,
  more,
  moreNames = [],
  children,
}: FilterBarProps) {
  const { t } = useTranslation();
  const current = (name: string): string | undefined => {
    const value: unknown = Reflect.get(values, name);
    return value === undefined || value === null ? undefined : String(value);
  };
  const names = [...filters.map(({ name }) => name), ...moreNames];
  const active = names.filter((name) => current(name) !== undefined);
  return (
    <Group gap="xs" p="sm" role="search" aria-label={t('table.filters')}>
      {picker && <Box className={classes.text}>{picker}</Box>}
      {filters.map((filter) =>
        filter.kind === 'text' ? (
          <TextFilter key={filter.name} filter={filter} value={current(filter.name)} onChange={onChange} />
        ) : (
          <Select
            key={filter.name}
            aria-label={filter.label}
            placeholder={filter.label}
            data={filter.options}
            value={current(filter.name) ?? null}
            onChange={(value) => onChange({ [filter.name]: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: filter.label }) }}
            searchable={filter.options.length > 8}
            size="xs"
            className={classes.choice}
          />
        ),
      )}
      {more}
      {active.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconX size={14} />}
          onClick={() => onChange(Object.fromEntries(active.map((name) => [name, undefined])))}
        >
          {t('table.clearFilters')}
        </Button>
      )}
      <Group gap={6} className={classes.tools}>
        {children}
      </Group>
    </Group>
  );
}

interface TextFilterProps {
  filter: { name: string; label: string };
  value: string | undefined;
  onChange: FilterBarProps['onChange'];
}

function TextFilter({ filter, value, onChange }: TextFilterProps) {
  const change = useDebouncedCallback(
    (text: string) => onChange({ [filter.name]: text || undefined }),
    TYPING_PAUSE_MS,
  );
  return (
    <TextInput
      // Starts over when the address is changed from outside, not while it follows the typing.
      key={value === undefined ? 'empty' : 'filled'}
      aria-label={filter.label}
      placeholder={filter.label}
      leftSection={<IconSearch size={15} />}
      defaultValue={value}
      onChange={(event) => change(event.currentTarget.value)}
      size="xs"
      className={classes.text}
    />
  );
}
