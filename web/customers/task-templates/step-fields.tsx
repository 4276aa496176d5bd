import { ActionIcon, Button, Checkbox, Fieldset, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRow } from './queries.ts';

const DAYS_WIDTH = 120;
export const EMPTY_STEP: StepRow = {
  ...{ title: '', note: null, offsetDays: 0, priority: 'normal' },
  ...{ assigneeId: null, assigneeRole: null, waitsForPrevious: false },
};

/** The steps of a template in their order: what, how many days after the start, and whether it waits for the one before. */
export function StepFields({ steps, onChange }: { steps: StepRow[]; onChange(steps: StepRow[]): void }) {
  const { t } = useTranslation();
  const set = (place: number, change: Partial<StepRow>) =>
    onChange(steps.map((step, index) => (index === place ? { ...step, ...change } : step)));
  const swap = (place: number, other: number) =>
    onChange(
      steps.map((step, index) =>
        index === place ? (steps[other] ?? step) : index === other ? (steps[place] ?? step) : step,
      ),
    );
  return (
    <Stack gap="xs">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id; a place is what names one.
        <Fieldset key={place} legend={t('taskTemplates:step', { place: place + 1 })}>
          <Group align="flex-end" gap="xs">
            <TextInput
              flex={1}
              miw={180}
              required
              label={t('taskTemplates:what')}
              value={step.title}
              onChange={({ currentTarget }) => set(place, { title: currentTarget.value })}
            />
            <NumberInput
              w={DAYS_WIDTH}
              label={t('taskTemplates:days')}
              allowDecimal={false}
              value={step.offsetDays}
              onChange={(value) => set(place, { offsetDays: Number(value) || 0 })}
            />
            <Move
              label={t('taskTemplates:up', { place: place + 1 })}
              isOff={place === 0}
              onMove={() => swap(place, place - 1)}
            >
              <IconArrowUp size={16} />
            </Move>
            <Move
              label={t('taskTemplates:down', { place: place + 1 })}
              isOff={place === steps.length - 1}
              onMove={() => swap(place, place + 1)}
            >
              <IconArrowDown size={16} />
            </Move>
            <Move
              label={t('taskTemplates:removeStep', { place: place + 1 })}
              isOff={steps.length === 1}
              onMove={() => onChange(steps.filter((_step, index) => index !== place))}
            >
              <IconX size={16} />
            </Move>
          </Group>
          {place > 0 && (
            <Checkbox
              mt="xs"
              label={t('taskTemplates:waits')}
              checked={step.waitsForPrevious}
              onChange={({ currentTarget }) => set(place, { waitsForPrevious: currentTarget.checked })}
            />
          )}
        </Fieldset>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...steps, EMPTY_STEP])}
        >
          {t('taskTemplates:addStep')}
        </Button>
      </Group>
    </Stack>
  );
}

function Move({
  label,
  isOff,
  onMove,
  children,
}: {
  label: string;
  isOff: boolean;
  onMove(): void;
  children: ReactNode;
}) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={isOff} onClick={onMove}>
      {children}
    </ActionIcon>
  );
}
