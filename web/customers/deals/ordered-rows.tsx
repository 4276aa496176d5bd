import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface OrderedRowProps {
  name: string;
  place: number;
  count: number;
  onPlace(place: number): void;
  onRemove(): void;
  children: ReactNode;
}

/** One of some rows that have an order: moved up and down, or removed. */
export function OrderedRow({ name, place, count, onPlace, onRemove, children }: OrderedRowProps) {
  const { t } = useTranslation();
  const button = { variant: 'subtle', color: 'gray', size: 36 } as const;
  return (
    <Group gap={4} align="flex-end" wrap="nowrap">
      <Group gap="xs" align="flex-end" flex={1} miw={0}>
        {children}
      </Group>
      <ActionIcon
        {...button}
        disabled={place === 0}
        aria-label={t('deals:order.up', { name })}
        onClick={() => onPlace(place - 1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        {...button}
        disabled={place === count - 1}
        aria-label={t('deals:order.down', { name })}
        onClick={() => onPlace(place + 1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon
        {...button}
        disabled={count === 1}
        aria-label={t('deals:order.remove', { name })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

/** The rows with one of them at another place. */
export function placed<Row>(rows: Row[], from: number, to: number): Row[] {
  const row = rows[from];
  if (row === undefined) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}
