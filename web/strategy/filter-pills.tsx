import { Button, Group, Pill, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dimension } from '../../server/strategy/reports/schema.ts';
import { useGroups } from '../affiliates/groups/queries.ts';
import { useCountries } from '../ui/countries.ts';
import { toValue } from './measures.ts';
import type { Search } from './question.ts';

interface FilterPillsProps {
  filters: [Dimension, string][];
  dimensions: Dimension[];
  /** What a value is called, as far as the report on screen knows. */
  nameOf(dimension: Dimension, value: string): string;
  onChange(changed: Search): void;
}

/** The filters that hold, each with a way out, and a further one. */
export function FilterPills({ filters, dimensions, nameOf, onChange }: FilterPillsProps) {
  const { t } = useTranslation();
  const groups = useGroupChoices(dimensions);
  return (
    <Group gap={6}>
      <AddFilter dimensions={dimensions.filter((name) => name !== 'day')} onChange={onChange} />
      {filters.map(([dimension, value]) => {
        const group = groups.find((one) => dimension === 'group' && one.value === value);
        const name = group?.label ?? nameOf(dimension, value);
        return (
          <Pill
            key={dimension}
            withRemoveButton
            onRemove={() => onChange({ [dimension]: undefined })}
            removeButtonProps={{
              'aria-label': t('strategy:filter.remove', { name }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            {t('strategy:filter.text', { dimension: t(`strategy:dimension.${dimension}`), value: name })}
          </Pill>
        );
      })}
    </Group>
  );
}

function AddFilter({ dimensions, onChange }: Pick<FilterPillsProps, 'dimensions' | 'onChange'>) {
  const { t } = useTranslation();
  const countries = useCountries();
  const groups = useGroupChoices(dimensions);
  const [isOpen, setOpen] = useState(false);
  const typed = dimensions.filter((name) => !['affiliate', 'offer', 'link', 'status'].includes(name));
  const [dimension, setDimension] = useState<Dimension>('country');
  const [value, setValue] = useState('');
  const choices = { country: countries, group: groups }[dimension as string];
  const apply = () => {
    if (value) onChange({ [dimension]: value });
    setValue('');
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilter size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('strategy:filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={230}>
          <Select
            label={t('strategy:filter.dimension')}
            data={typed.map((name) => ({ value: name, label: t(`strategy:dimension.${name}`) }))}
            value={dimension}
            onChange={(name) => {
              setValue('');
              if (name) setDimension(name as Dimension);
            }}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            size="xs"
          />
          {choices ? (
            <Select
              label={t('strategy:filter.value')}
              data={choices}
              value={value || null}
              onChange={(chosen) => setValue(chosen ?? '')}
              comboboxProps={{ withinPortal: false }}
              searchable
              size="xs"
            />
          ) : (
            <TextInput
              label={t('strategy:filter.value')}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && apply()}
              size="xs"
            />
          )}
          <Button size="xs" onClick={apply} disabled={!value}>
            {t('strategy:filter.apply')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Groups by their names, where the report knows of groups. */
function useGroupChoices(dimensions: Dimension[]): { value: string; label: string }[] {
  const { t } = useTranslation();
  const groups = useGroups(dimensions.includes('group')).data ?? [];
  return [
    { value: toValue(''), label: t('strategy:unknown.group') },
    ...groups.map(({ id, name }) => ({ value: id, label: name })),
  ];
}
