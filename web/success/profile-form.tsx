import { Divider, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthInput, HealthProfile, HealthProfilesView } from '../../server/success/schema/health.ts';
import type { Jsonified } from '../ui/api.ts';
import { InputRow } from './input-row.tsx';

const PERCENT = 100;
const NEW_INPUT = { weight: 10, scoring: { kind: 'linear', worst: 0, best: 10 }, validForDays: 90 } as const;

interface ProfileFormProps {
  profile: HealthProfile;
  measures: Jsonified<HealthProfilesView>['measures'];
  onChange(profile: HealthProfile): void;
}

/** One profile: its limits, and what counts how much. */
export function ProfileForm({ profile, measures, onChange }: ProfileFormProps) {
  const { t } = useTranslation();
  const { inputs, bands } = profile;
  const totalWeight = inputs.reduce((sum, { weight }) => sum + weight, 0);
  const unused = measures.filter(({ measure }) => !inputs.some((input) => input.measure === measure));
  const changeInput = (changed: HealthInput) =>
    onChange({
      ...profile,
      inputs: inputs.map((input) => (input.measure === changed.measure ? changed : input)),
    });
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          label={t('health:name')}
          value={profile.name}
          onChange={(event) => onChange({ ...profile, name: event.currentTarget.value })}
        />
        <NumberInput
          label={t('health:goodFrom')}
          w={120}
          min={0}
          max={100}
          value={bands.good}
          onChange={(value) => onChange({ ...profile, bands: { ...bands, good: Number(value) } })}
        />
        <NumberInput
          label={t('health:averageFrom')}
          w={120}
          min={0}
          max={100}
          value={bands.average}
          onChange={(value) => onChange({ ...profile, bands: { ...bands, average: Number(value) } })}
        />
        <NumberInput
          label={t('health:minCoverage')}
          w={170}
          min={1}
          max={100}
          suffix="%"
          value={Math.round(profile.minCoverage * PERCENT)}
          onChange={(value) => onChange({ ...profile, minCoverage: Number(value) / PERCENT })}
        />
      </Group>
      <Divider />
      {inputs.map((input) => (
        <InputRow
          key={input.measure}
          input={input}
          label={measures.find(({ measure }) => measure === input.measure)?.label ?? input.measure}
          share={input.weight / totalWeight}
          onChange={changeInput}
          onRemove={
            inputs.length > 1
              ? () => onChange({ ...profile, inputs: inputs.filter((other) => other !== input) })
              : undefined
          }
        />
      ))}
      {unused.length > 0 && (
        <Select
          aria-label={t('health:addInput')}
          placeholder={t('health:addInput')}
          data={unused.map(({ measure, label }) => ({ value: measure, label }))}
          value={null}
          w={280}
          onChange={(value) => {
            const chosen = unused.find(({ measure }) => measure === value);
            if (chosen)
              onChange({ ...profile, inputs: [...inputs, { measure: chosen.measure, ...NEW_INPUT }] });
          }}
        />
      )}
    </Stack>
  );
}
