import { ActionIcon, Group, NumberInput, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HealthInput, Scoring } from '../../server/success/schema/health.ts';
import { Share } from '../ui/numbers.tsx';

interface InputRowProps {
  input: HealthInput;
  label: string;
  /** Of all weights. */
  share: number;
  onChange(input: HealthInput): void;
  onRemove?: () => void;
}

/** One input: how much it counts, what is worst and best, how long an observation holds. */
export function InputRow({ input, label, share, onChange, onRemove }: InputRowProps) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" align="flex-end">
      <div style={{ flex: '1 1 12rem' }}>
        <Text size="sm" fw={550}>
          {label}
        </Text>
        <Text size="xs" c="dimmed">
          <Share share={share} fractionDigits={0} /> {t('health:ofScore')}
        </Text>
      </div>
      <NumberInput
        label={t('health:weight')}
        size="xs"
        w={90}
        min={1}
        max={1_000}
        value={input.weight}
        onChange={(value) => onChange({ ...input, weight: Number(value) || 1 })}
      />
      <ScoringFields scoring={input.scoring} onChange={(scoring) => onChange({ ...input, scoring })} />
      <NumberInput
        label={t('health:validFor')}
        size="xs"
        w={120}
        min={1}
        max={3_650}
        placeholder={t('health:always')}
        value={input.validForDays ?? ''}
        onChange={(value) => onChange({ ...input, validForDays: value === '' ? null : Number(value) })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={!onRemove}
        aria-label={t('health:removeInput', { name: label })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

interface ScoringFieldsProps {
  scoring: Scoring;
  onChange(scoring: Scoring): void;
}

function ScoringFields({ scoring, onChange }: ScoringFieldsProps) {
  const { t } = useTranslation();
  const field = (label: string, value: number, set: (next: number) => Scoring) => (
    <NumberInput
      label={label}
      size="xs"
      w={100}
      decimalScale={3}
      value={value}
      onChange={(next) => onChange(set(Number(next)))}
    />
  );
  switch (scoring.kind) {
    case 'linear':
      return (
        <>
          {field(t('health:worst'), scoring.worst, (worst) => ({ ...scoring, worst }))}
          {field(t('health:best'), scoring.best, (best) => ({ ...scoring, best }))}
        </>
      );
    case 'bands':
      return (
        <>
          {field(t('health:averageAt'), scoring.average, (average) => ({ ...scoring, average }))}
          {field(t('health:goodAt'), scoring.good, (good) => ({ ...scoring, good }))}
        </>
      );
    case 'tiers':
      return (
        <Text size="xs" c="dimmed" w={212} pb={8}>
          {t('health:tiers', { count: scoring.steps.length })}
        </Text>
      );
  }
}
