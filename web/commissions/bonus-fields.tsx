import { Button, Group, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { AlsoView } from './queries.ts';

type BonusView = Extract<AlsoView, { kind: 'bonus' }>;
type StepView = BonusView['steps'][number];

const MEASURES = ['count', 'revenue'] as const;
const PERIODS = ['month', 'quarter', 'lifetime'] as const;
const MAX_STEPS = 10;
/** The next step asks for twice as much. */
const NEXT_STEP = 2;

interface BonusFieldsProps {
  also: BonusView;
  currency: string;
  onChange(also: BonusView): void;
}

/** What an affiliate can reach in a period, step by step, and what each gives. */
export function BonusFields({ also, currency, onChange }: BonusFieldsProps) {
  const { t } = useTranslation();
  const { by, period, steps } = also;
  const last = steps.at(-1) ?? { from: 1, amountMinor: 0 };
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('commissions:plans.bonus.by')}
          data={MEASURES.map((value) => ({ value, label: t(`commissions:plans.bonus.${value}`) }))}
          allowDeselect={false}
          value={by}
          onChange={(value) => value && onChange({ ...also, by: value })}
        />
        <Select
          label={t('commissions:plans.bonus.period')}
          data={PERIODS.map((value) => ({ value, label: t(`commissions:plans.bonus.${value}`) }))}
          allowDeselect={false}
          value={period}
          onChange={(value) => value && onChange({ ...also, period: value })}
        />
      </SimpleGrid>
      {steps.map((step, index) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own, and its fields hold no state
          key={index}
          {...{ step, by, currency }}
          onChange={(changed) => onChange({ ...also, steps: steps.with(index, changed) })}
          onRemove={
            steps.length > 1 ? () => onChange({ ...also, steps: steps.toSpliced(index, 1) }) : undefined
          }
        />
      ))}
      {steps.length < MAX_STEPS && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange({ ...also, steps: [...steps, { ...last, from: last.from * NEXT_STEP }] })}
        >
          {t('commissions:plans.bonus.add')}
        </Button>
      )}
    </Stack>
  );
}

interface StepFieldsProps {
  step: StepView;
  by: BonusView['by'];
  currency: string;
  onChange(step: StepView): void;
  onRemove: (() => void) | undefined;
}

function StepFields({ step, by, currency, onChange, onRemove }: StepFieldsProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-end">
      {by === 'count' ? (
        <NumberInput
          label={t('commissions:plans.bonus.fromCount')}
          min={1}
          allowDecimal={false}
          value={step.from}
          onChange={(from) => onChange({ ...step, from: Number(from) })}
        />
      ) : (
        <MinorInput
          label={t('commissions:plans.bonus.fromRevenue')}
          currency={currency}
          amountMinor={step.from}
          onChange={(from) => onChange({ ...step, from: from ?? 0 })}
        />
      )}
      <MinorInput
        label={t('commissions:plans.bonus.amount')}
        currency={currency}
        amountMinor={step.amountMinor}
        onChange={(amountMinor) => onChange({ ...step, amountMinor: amountMinor ?? 0 })}
      />
      {onRemove && (
        <Button variant="default" onClick={onRemove}>
          {t('commissions:plans.bonus.remove')}
        </Button>
      )}
    </Group>
  );
}
