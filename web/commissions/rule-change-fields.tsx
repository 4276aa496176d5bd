import { Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { RuleView } from './queries.ts';
import { RewardFields } from './reward-fields.tsx';

const VOLUMES = ['count.month', 'count.lifetime', 'revenue.month', 'revenue.lifetime'] as const;
const CHANGES = ['never', 'later', 'tiers'] as const;
const FIRST_STEP = 10;

interface RuleChangeFieldsProps {
  rule: RuleView;
  currency: string;
  onChange(rule: RuleView): void;
}

/** When the reward of a rule changes: after some payments, or with the affiliate's volume. */
export function RuleChangeFields({ rule, currency, onChange }: RuleChangeFieldsProps) {
  const { t } = useTranslation();
  const change = rule.later ? 'later' : rule.tiers ? 'tiers' : 'never';
  const { later } = rule;
  const begin = (chosen: (typeof CHANGES)[number]) =>
    onChange({
      ...rule,
      later: chosen === 'later' ? { afterPayments: 3, reward: rule.reward } : null,
      tiers:
        chosen === 'tiers'
          ? { by: 'count', period: 'month', steps: [{ from: FIRST_STEP, reward: rule.reward }] }
          : null,
    });
  return (
    <Stack gap="sm">
      <Select
        label={t('commissions:plans.change')}
        data={CHANGES.filter((value) => value !== 'later' || rule.recurrence !== 'once').map((value) => ({
          value,
          label: t(`commissions:plans.${value}`),
        }))}
        allowDeselect={false}
        value={change}
        onChange={(chosen) => chosen && begin(chosen)}
      />
      {later && (
        <>
          <NumberInput
            label={t('commissions:plans.afterPayments')}
            min={1}
            max={1_000}
            value={later.afterPayments}
            onChange={(value) => onChange({ ...rule, later: { ...later, afterPayments: Number(value) } })}
          />
          <RewardFields
            label={t('commissions:plans.laterReward')}
            reward={later.reward}
            currency={currency}
            onChange={(reward) => onChange({ ...rule, later: { ...later, reward } })}
          />
        </>
      )}
      {rule.tiers && (
        <TierFields
          tiers={rule.tiers}
          currency={currency}
          onChange={(tiers) => onChange({ ...rule, tiers })}
        />
      )}
    </Stack>
  );
}

type TiersView = NonNullable<RuleView['tiers']>;

interface TierFieldsProps {
  tiers: TiersView;
  currency: string;
  onChange(tiers: TiersView): void;
}

function TierFields({ tiers, currency, onChange }: TierFieldsProps) {
  const { t } = useTranslation();
  const { steps } = tiers;
  const setStep = (index: number, changed: Partial<TiersView['steps'][number]>) =>
    onChange({
      ...tiers,
      steps: steps.map((step, place) => (place === index ? { ...step, ...changed } : step)),
    });
  return (
    <>
      <Select
        label={t('commissions:plans.volume')}
        data={VOLUMES.map((value) => ({ value, label: t(`commissions:plans.by.${value}`) }))}
        allowDeselect={false}
        value={`${tiers.by}.${tiers.period}` as const}
        onChange={(value) => {
          const [by, period] = (value ?? 'count.month').split('.') as [TiersView['by'], TiersView['period']];
          onChange({ ...tiers, by, period });
        }}
      />
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order.
        <Group key={index} grow align="flex-start">
          {tiers.by === 'count' ? (
            <NumberInput
              label={t('commissions:plans.from')}
              min={1}
              value={step.from}
              onChange={(value) => setStep(index, { from: Number(value) })}
            />
          ) : (
            <MinorInput
              label={t('commissions:plans.from')}
              currency={currency}
              amountMinor={step.from}
              onChange={(amountMinor) => setStep(index, { from: amountMinor ?? 0 })}
            />
          )}
          <RewardFields
            label={t('commissions:plans.kind')}
            reward={step.reward}
            currency={currency}
            onChange={(reward) => setStep(index, { reward })}
          />
        </Group>
      ))}
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            const last = steps.at(-1);
            if (last) onChange({ ...tiers, steps: [...steps, { ...last, from: last.from * 2 }] });
          }}
        >
          {t('commissions:plans.addStep')}
        </Button>
        {steps.length > 1 && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange({ ...tiers, steps: steps.slice(0, -1) })}
          >
            {t('commissions:plans.removeStep')}
          </Button>
        )}
      </Group>
    </>
  );
}
