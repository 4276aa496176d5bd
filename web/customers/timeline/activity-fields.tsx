import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ActivityKind, MAX_MINUTES, OUTCOMES } from '../../../server/customers/activities/kinds.ts';
import { DayField, MomentField } from '../../ui/day-field.tsx';
import type { ActivityFormState } from './activity-values.ts';

/** When it was, how it went and how long it took, and what comes next. */
export function ActivityFields({ kind, form }: { kind: ActivityKind; form: ActivityFormState }) {
  const { t } = useTranslation();
  const label = (field: string) => t(`people:activity.${field}`);
  const of = (field: string) => ({ key: form.key(field), size: 'xs' as const, ...form.getInputProps(field) });
  return (
    <SimpleGrid type="container" cols={{ base: 1, '24rem': 2, '44rem': 3 }} spacing="xs" verticalSpacing="xs">
      {kind === 'call' && (
        <Select
          label={label('direction')}
          data={['out', 'in'].map((value) => ({ value, label: t(`people:activity.way.${value}`) }))}
          allowDeselect={false}
          {...of('direction')}
        />
      )}
      {kind !== 'work' && (
        <Select
          label={label('outcomeLabel')}
          data={OUTCOMES.map((value) => ({ value, label: t(`people:activity.outcome.${value}`) }))}
          clearable
          clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: label('outcomeLabel') }) }}
          {...of('outcome')}
        />
      )}
      <NumberInput
        label={label('minutes')}
        min={kind === 'work' ? 1 : 0}
        max={MAX_MINUTES}
        allowDecimal={false}
        hideControls
        {...of('durationMinutes')}
      />
      <MomentField label={label('at')} placeholder={label('now')} clearable {...of('at')} />
      {kind !== 'work' && (
        <>
          <TextInput label={label('nextStep')} {...of('nextStep')} />
          <DayField label={label('nextStepOn')} clearable {...of('nextStepOn')} />
        </>
      )}
    </SimpleGrid>
  );
}
