import { Group, NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { PlanValues } from './plan-values.ts';

/** From when changed terms hold, and how long affiliates know of them before. */
export function StartFields({ form }: { form: UseFormReturnType<PlanValues> }) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <NumberInput
        label={t('commissions:plans.notice')}
        description={t('commissions:plans.noticeHint')}
        min={0}
        max={365}
        required
        {...form.getInputProps('noticeDays')}
      />
      <TextInput
        type="date"
        label={t('commissions:plans.startsOn')}
        description={t('commissions:plans.startsOnHint')}
        {...form.getInputProps('startsOn')}
      />
    </Group>
  );
}
