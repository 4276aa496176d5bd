import { ActionIcon, Button, Checkbox, Fieldset, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChecklist, IconMail, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyStep, type PlaybookFormOf } from './form-values.ts';
import { MailFields } from './mail-fields.tsx';
import type { Step } from './queries.ts';
import { TaskFields } from './task-fields.tsx';

const MAX_DAYS = 730;

/** The steps in their order: what is done, when, and whose it is. */
export function StepFields({ form }: { form: PlaybookFormOf }) {
  const { t } = useTranslation();
  const { definition } = form.values;
  const { steps } = definition;
  const replace = (next: Step[]) => form.setFieldValue('definition', { ...definition, steps: next });
  const swap = (place: number, other: number) =>
    replace(
      steps.map((step, index) =>
        index === place ? (steps[other] ?? step) : index === other ? (steps[place] ?? step) : step,
      ),
    );
  return (
    <Stack gap="md">
      {steps.map((step, place) => (
        <OneStep
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id; a place is what names one.
          key={place}
          {...{ step, place }}
          count={steps.length}
          errorOf={(path) => form.errors[`definition.steps.${place}.${path}`]}
          onChange={(next) => replace(steps.map((known, index) => (index === place ? next : known)))}
          onSwap={(other) => swap(place, other)}
          onRemove={() => replace(steps.filter((_step, index) => index !== place))}
        />
      ))}
      <Group>
        {(['task', 'mail'] as const).map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant="default"
            leftSection={kind === 'task' ? <IconChecklist size={14} /> : <IconMail size={14} />}
            onClick={() => replace([...steps, emptyStep(kind)])}
          >
            {t(`playbooks:form.add.${kind}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

export type ErrorOf = (path: string) => ReactNode;

interface OneStepProps {
  step: Step;
  place: number;
  count: number;
  errorOf: ErrorOf;
  onChange(step: Step): void;
  onSwap(other: number): void;
  onRemove(): void;
}

function OneStep({ step, place, count, errorOf, onChange, onSwap, onRemove }: OneStepProps) {
  const { t } = useTranslation();
  const number = place + 1;
  return (
    <Fieldset legend={t(`playbooks:form.step.${step.kind}`, { number })}>
      <Stack gap="sm">
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            required
            label={t('playbooks:form.stepTitle')}
            value={step.title}
            onChange={({ currentTarget }) => onChange({ ...step, title: currentTarget.value })}
            error={errorOf('title')}
          />
          <Group gap={2} wrap="nowrap">
            <Act
              label={t('playbooks:form.up', { number })}
              isOff={place === 0}
              onAct={() => onSwap(place - 1)}
            >
              <IconArrowUp size={16} />
            </Act>
            <Act
              label={t('playbooks:form.down', { number })}
              isOff={place === count - 1}
              onAct={() => onSwap(place + 1)}
            >
              <IconArrowDown size={16} />
            </Act>
            <Act label={t('playbooks:form.remove', { number })} isOff={count === 1} onAct={onRemove}>
              <IconX size={16} />
            </Act>
          </Group>
        </Group>
        <Group align="flex-end">
          <NumberInput
            w={150}
            label={t('playbooks:form.offsetDays')}
            {...{ min: 0, max: MAX_DAYS }}
            allowDecimal={false}
            value={step.offsetDays}
            onChange={(value) => onChange({ ...step, offsetDays: Number(value) })}
            error={errorOf('offsetDays')}
          />
          {place > 0 && (
            <Checkbox
              mb={8}
              label={t('playbooks:form.waits')}
              checked={step.waitsForPrevious}
              onChange={({ currentTarget }) => onChange({ ...step, waitsForPrevious: currentTarget.checked })}
            />
          )}
        </Group>
        {step.kind === 'task' ? (
          <TaskFields {...{ step, errorOf, onChange }} />
        ) : (
          <MailFields {...{ step, errorOf, onChange }} />
        )}
      </Stack>
    </Fieldset>
  );
}

function Act({
  label,
  isOff,
  onAct,
  children,
}: {
  label: string;
  isOff: boolean;
  onAct(): void;
  children: ReactNode;
}) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={isOff} onClick={onAct}>
      {children}
    </ActionIcon>
  );
}
