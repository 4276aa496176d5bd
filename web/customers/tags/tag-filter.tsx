import { Button, MultiSelect, Popover, Stack } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TAG_PARAMS, type TagParam } from './params.ts';
import { useTags } from './queries.ts';

const WIDTH = 280;

interface TagFilterProps {
  /** The page's search parameters. */
  values: Partial<Record<TagParam, string>>;
  onChange(changed: Record<string, string | undefined>): void;
}

/** Narrows a list to records with any, all or none of some tags. */
export function TagFilter({ values, onChange }: TagFilterProps) {
  const { t } = useTranslation();
  const tags = useTags();
  const options = tags.map(({ id, name }) => ({ value: id, label: name }));
  const idsOf = (name: TagParam) => values[name]?.split(',') ?? [];
  const count = TAG_PARAMS.reduce((sum, name) => sum + idsOf(name).length, 0);
  if (tags.length === 0 && count === 0) return null;
  return (
    <Popover width={WIDTH} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button size="xs" variant={count > 0 ? 'light' : 'default'} leftSection={<IconTag size={14} />}>
          {count > 0 ? t('tags:filter.count', { count }) : t('tags:title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {TAG_PARAMS.map((name) => (
            <MultiSelect
              key={name}
              label={t(`tags:filter.${name}`)}
              data={options}
              value={idsOf(name)}
              onChange={(ids) => onChange({ [name]: ids.join(',') || undefined })}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: t(`tags:filter.${name}`) }) }}
              comboboxProps={{ withinPortal: false }}
              size="xs"
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
