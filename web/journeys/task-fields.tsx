import { NumberInput, Select, SimpleGrid, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Step } from './queries.ts';
import type { ErrorOf } from './step-fields.tsx';
import { WhoseField } from './whose-field.tsx';

type TaskStep = Extract<Step, { kind: 'task' }>;

const MAX_DAYS = 730;

interface TaskFieldsProps {
  step: TaskStep;
  errorOf: ErrorOf;
  onChange(step: TaskStep): void;
}

/** Whose the task is, for how long, and what is to be done in it. */
export function TaskFields({ step, errorOf, onChange }: TaskFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Textarea
        label={t('playbooks:form.note')}
        autosize
        minRows={2}
        value={step.note ?? ''}
        onChange={({ currentTarget }) => onChange({ ...step, note: currentTarget.value || null })}
        error={errorOf('note')}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <WhoseField
          step={step}
          error={errorOf('assigneeId') ?? errorOf('assigneeRole')}
          onChange={(whose) => onChange({ ...step, ...whose })}
        />
        <NumberInput
          label={t('playbooks:form.dueDays')}
          {...{ min: 0, max: MAX_DAYS }}
          allowDecimal={false}
          value={step.dueDays}
          onChange={(value) => onChange({ ...step, dueDays: Number(value) })}
          error={errorOf('dueDays')}
        />
        <Select
          label={t('tasks:field.priority')}
          data={(['low', 'normal', 'high'] as const).map((value) => ({
            value,
            label: t(`tasks:priority.${value}`),
          }))}
          value={step.priority}
          onChange={(priority) =>
            onChange({ ...step, priority: (priority ?? 'normal') as TaskStep['priority'] })
          }
          allowDeselect={false}
        />
      </SimpleGrid>
    </>
  );
}
