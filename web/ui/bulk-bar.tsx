import { Button, Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface BulkBarProps {
  count: number;
  onClear(): void;
  /** What can be done with all of them. */
  children: ReactNode;
}

/** What can be done with the selected rows; absent while nothing is selected. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Paper
      withBorder
      shadow="md"
      radius="lg"
      px="md"
      py="xs"
      pos="sticky"
      bottom={16}
      mt="sm"
      style={{ zIndex: 3 }}
      role="region"
      aria-label={t('table.bulk')}
    >
      <Group gap="sm">
        <Text size="sm" fw={600} className="figures">
          {t('table.selected', { count })}
        </Text>
        {children}
        <Button variant="subtle" color="gray" ml="auto" onClick={onClear}>
          {t('table.clearSelection')}
        </Button>
      </Group>
    </Paper>
  );
}
