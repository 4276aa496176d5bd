import { Button, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CHOICE_COLORS } from '../../../server/customers/fields/kinds.ts';
import { OrderedRow, placed } from '../deals/ordered-rows.tsx';

export interface ChoiceDraft {
  /** Empty for a new one. */
  key: string;
  label: string;
  color: (typeof CHOICE_COLORS)[number];
}

interface ChoicesEditorProps {
  choices: ChoiceDraft[];
  onChange(choices: ChoiceDraft[]): void;
  error?: ReactNode;
}

/** The choices of a field in their order, each with its color. */
export function ChoicesEditor({ choices, onChange, error }: ChoicesEditorProps) {
  const { t } = useTranslation();
  const change = (at: number, change: Partial<ChoiceDraft>) =>
    onChange(choices.map((choice, place) => (place === at ? { ...choice, ...change } : choice)));
  return (
    <Input.Wrapper label={t('fields:field.choices')} error={error} labelElement="div">
      <Stack gap="xs">
        {choices.map((choice, place) => (
          <OrderedRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a new choice has no key, and rows hold no state
            key={place}
            name={choice.label}
            place={place}
            count={choices.length}
            onPlace={(to) => onChange(placed(choices, place, to))}
            onRemove={() => onChange(choices.toSpliced(place, 1))}
          >
            <TextInput
              flex={1}
              miw={0}
              aria-label={t('fields:choice.label', { place: place + 1 })}
              value={choice.label}
              onChange={(event) => change(place, { label: event.currentTarget.value })}
            />
            <Select
              w={110}
              aria-label={t('fields:choice.color', { place: place + 1 })}
              data={CHOICE_COLORS.map((color) => ({ value: color, label: t(`fields:color.${color}`) }))}
              allowDeselect={false}
              value={choice.color}
              onChange={(color) => change(place, { color: color as ChoiceDraft['color'] })}
            />
          </OrderedRow>
        ))}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...choices, { key: '', label: '', color: 'gray' }])}
          >
            {t('fields:choice.add')}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}
