import { Checkbox, Popover, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.tsx';
import { ToolButton } from './tool-button.tsx';

/**
 * The columns that the person wants to see, kept on this device.
 * @param name of the list, e.g. `accounts`.
 */
export function useChosenColumns<Row>(name: string, columns: Column<Row>[]) {
  const usual = columns.filter(({ isOptional }) => !isOptional).map(({ id }) => id);
  const [chosen, choose] = useLocalStorage<string[]>({
    key: `goodword-columns-${name}`,
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
  const shown = columns.filter(({ id, isTitle }) => isTitle || chosen.includes(id));
  return { shown, chosen, choose };
}

interface ColumnChooserProps<Row> {
  columns: Column<Row>[];
  chosen: string[];
  choose(ids: string[]): void;
}

export function ColumnChooser<Row>({ columns, chosen, choose }: ColumnChooserProps<Row>) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end">
      <Popover.Target>
        <ToolButton label={t('table.columns')} icon={<IconColumns3 size={16} />} visibleFrom="sm" />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns
            .filter(({ isTitle }) => !isTitle)
            .map(({ id, label }) => (
              <Checkbox
                key={id}
                size="sm"
                label={label}
                checked={chosen.includes(id)}
                onChange={(event) =>
                  choose(
                    event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                  )
                }
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
