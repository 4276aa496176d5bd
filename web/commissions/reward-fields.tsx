import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { RewardView } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;
const KINDS = ['percent', 'flat', 'nothing'] as const;
const STARTS: Record<RewardView['kind'], RewardView> = {
  percent: { kind: 'percent', rateBasisPoints: 1_000 },
  flat: { kind: 'flat', flatAmountMinor: 1_000 },
  nothing: { kind: 'nothing' },
};

interface RewardFieldsProps {
  label: string;
  kinds?: readonly RewardView['kind'][];
  reward: RewardView;
  currency: string;
  onChange(reward: RewardView): void;
}

/** A share, a fixed amount, or nothing. */
export function RewardFields({ label, kinds = KINDS, reward, currency, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <Select
        label={label}
        data={kinds.map((value) => ({ value, label: t(`commissions:plans.${value}`) }))}
        allowDeselect={false}
        value={reward.kind}
        onChange={(kind) => kind && onChange(STARTS[kind])}
      />
      {reward.kind === 'percent' && (
        <NumberInput
          label={t('commissions:plans.rate')}
          suffix="%"
          min={0.01}
          max={100}
          decimalScale={2}
          value={reward.rateBasisPoints / BASIS_POINTS_A_PERCENT}
          onChange={(value) =>
            onChange({ kind: 'percent', rateBasisPoints: Math.round(Number(value) * BASIS_POINTS_A_PERCENT) })
          }
        />
      )}
      {reward.kind === 'flat' && (
        <MinorInput
          label={t('commissions:plans.amount')}
          currency={currency}
          amountMinor={reward.flatAmountMinor}
          onChange={(amountMinor) => onChange({ kind: 'flat', flatAmountMinor: amountMinor ?? 0 })}
        />
      )}
    </Group>
  );
}
