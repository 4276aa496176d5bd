import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../../../server/customers/tasks/schema.ts';

interface ChecklistFieldsProps {
  items: TaskItem[];
  onChange(items: TaskItem[]): void;
}

/** The steps of a task, each with its tick. */
export function ChecklistFields({ items, onChange }: ChecklistFieldsProps) {
  const { t } = useTranslation();
  const set = (place: number, change: Partial<TaskItem>) =>
    onChange(items.map((item, index) => (index === place ? { ...item, ...change } : item)));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('tasks:field.items')}
      </Text>
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no id; a place is what names one.
        <Group key={place} gap="xs" wrap="nowrap">
          <Checkbox
            aria-label={t('tasks:item.done', { text: item.text })}
            checked={item.isDone}
            onChange={({ currentTarget }) => set(place, { isDone: currentTarget.checked })}
          />
          <TextInput
            flex={1}
            aria-label={t('tasks:item.text', { place: place + 1 })}
            value={item.text}
            onChange={({ currentTarget }) => set(place, { text: currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('tasks:item.remove', { text: item.text })}
            onClick={() => onChange(items.filter((_item, index) => index !== place))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...items, { text: '', isDone: false }])}
        >
          {t('tasks:item.add')}
        </Button>
      </Group>
    </Stack>
  );
}
