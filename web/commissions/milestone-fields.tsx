import { Button, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { AlsoView } from './queries.ts';

type StepView = Extract<AlsoView, { kind: 'milestone' }>['steps'][number];

export const FIRST_STEP: StepView = { at: 'payments', count: 1, amountMinor: 1_000 };
const FIRSTS: Record<StepView['at'], StepView> = {
  payments: FIRST_STEP,
  paid: { at: 'paid', paidMinor: 100_000, amountMinor: 1_000 },
  months: { at: 'months', count: 12, amountMinor: 1_000 },
  health: { at: 'health', band: 'good', amountMinor: 1_000 },
  onboarded: { at: 'onboarded', amountMinor: 1_000 },
};
const KINDS = ['payments', 'paid', 'months', 'health', 'onboarded'] as const;
const BANDS = ['good', 'average'] as const;
const MAX_STEPS = 10;

interface MilestoneFieldsProps {
  steps: StepView[];
  currency: string;
  onChange(steps: StepView[]): void;
}

/** What a referred customer can reach, and what each gives. */
export function MilestoneFields({ steps, currency, onChange }: MilestoneFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {steps.map((step, index) => (
        <Fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a milestone has no name of its own, and its fields hold no state
          key={index}
          legend={t('commissions:plans.milestone.label', { number: index + 1 })}
        >
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <Select
              label={t('commissions:plans.milestone.kind')}
              data={KINDS.map((value) => ({ value, label: t(`commissions:plans.milestone.${value}`) }))}
              allowDeselect={false}
              value={step.at}
              onChange={(at) =>
                at && onChange(steps.with(index, { ...FIRSTS[at], amountMinor: step.amountMinor }))
              }
            />
            <GoalField
              step={step}
              currency={currency}
              onChange={(goal) => onChange(steps.with(index, goal))}
            />
            <MinorInput
              label={t('commissions:plans.milestone.amount')}
              currency={currency}
              amountMinor={step.amountMinor}
              onChange={(amountMinor) =>
                onChange(steps.with(index, { ...step, amountMinor: amountMinor ?? 0 }))
              }
            />
          </SimpleGrid>
          {steps.length > 1 && (
            <Group justify="flex-end" mt="sm">
              <Button variant="default" size="compact-sm" onClick={() => onChange(steps.toSpliced(index, 1))}>
                {t('commissions:plans.milestone.remove', { number: index + 1 })}
              </Button>
            </Group>
          )}
        </Fieldset>
      ))}
      {steps.length < MAX_STEPS && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...steps, FIRSTS.months])}
        >
          {t('commissions:plans.milestone.add')}
        </Button>
      )}
    </Stack>
  );
}

interface GoalFieldProps {
  step: StepView;
  currency: string;
  onChange(step: StepView): void;
}

function GoalField({ step, currency, onChange }: GoalFieldProps) {
  const { t } = useTranslation();
  if (step.at === 'onboarded') return null;
  if (step.at === 'paid')
    return (
      <MinorInput
        label={t('commissions:plans.milestone.paidAmount')}
        currency={currency}
        amountMinor={step.paidMinor}
        onChange={(paidMinor) => onChange({ ...step, paidMinor: paidMinor ?? 0 })}
      />
    );
  if (step.at === 'health')
    return (
      <Select
        label={t('commissions:plans.milestone.band')}
        data={BANDS.map((value) => ({ value, label: t(`commissions:plans.band.${value}`) }))}
        allowDeselect={false}
        value={step.band}
        onChange={(band) => band && onChange({ ...step, band })}
      />
    );
  return (
    <NumberInput
      label={t(`commissions:plans.milestone.${step.at === 'months' ? 'monthCount' : 'count'}`)}
      min={1}
      max={step.at === 'months' ? 120 : 1_000}
      allowDecimal={false}
      value={step.count}
      onChange={(count) => onChange({ ...step, count: Number(count) })}
    />
  );
}
