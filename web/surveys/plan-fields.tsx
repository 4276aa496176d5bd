import { Checkbox, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../ui/day-field.tsx';
import type { SurveyFormOf } from './form-values.ts';

const STAGES = ['customer', 'trial', 'lead', 'churned'] as const;
const MAX_DAYS = 1_000;
const MAX_OPEN_DAYS = 365;
const MAX_PROMOTERS = 100_000;

export function WhoFields({ form }: { form: SurveyFormOf }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Checkbox.Group label={t('surveys:form.stages')} required {...form.getInputProps('stages')}>
        <Group mt={6}>
          {STAGES.map((stage) => (
            <Checkbox key={stage} value={stage} label={t(`customers:stage.${stage}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('surveys:form.sampling')}
          description={t('surveys:form.samplingHint')}
          min={1}
          max={100}
          allowDecimal={false}
          required
          {...form.getInputProps('samplingPercent')}
        />
        <NumberInput
          label={t('surveys:form.rest')}
          description={t('surveys:form.restHint')}
          min={0}
          max={MAX_DAYS}
          allowDecimal={false}
          required
          {...form.getInputProps('restDays')}
        />
      </SimpleGrid>
    </Stack>
  );
}

export function TimeFields({ form }: { form: SurveyFormOf }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NumberInput
        label={t('surveys:form.open')}
        min={1}
        max={MAX_OPEN_DAYS}
        allowDecimal={false}
        required
        {...form.getInputProps('openDays')}
      />
      <NumberInput
        label={t('surveys:form.reminder')}
        description={t('surveys:form.reminderHint')}
        min={1}
        max={MAX_OPEN_DAYS}
        allowDecimal={false}
        {...form.getInputProps('reminderDays')}
      />
      <NumberInput
        label={t('surveys:form.repeat')}
        description={t('surveys:form.repeatHint')}
        min={1}
        max={MAX_DAYS}
        allowDecimal={false}
        {...form.getInputProps('repeatDays')}
      />
      <DayField
        label={t('surveys:form.next')}
        description={t('surveys:form.repeatHint')}
        clearable
        {...form.getInputProps('nextWaveOn')}
      />
    </SimpleGrid>
  );
}

export function LoopFields({ form }: { form: SurveyFormOf }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NumberInput
        label={t('surveys:form.task')}
        description={t('surveys:form.taskHint')}
        min={0}
        max={MAX_OPEN_DAYS}
        allowDecimal={false}
        required
        {...form.getInputProps('taskDays')}
      />
      <NumberInput
        label={t('surveys:form.promoters')}
        description={t('surveys:form.promotersHint')}
        min={0}
        max={MAX_PROMOTERS}
        allowDecimal={false}
        required
        {...form.getInputProps('promotersPerMonth')}
      />
    </SimpleGrid>
  );
}
