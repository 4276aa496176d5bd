import { Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AlsoView } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;
const MAX_MONTHS = 120;

type RecruitView = Extract<AlsoView, { kind: 'recruit' }>;

/** The share of whoever invited the affiliate, and for how long. */
export function RecruitFields({ also, onChange }: { also: RecruitView; onChange(also: RecruitView): void }) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <NumberInput
        label={t('commissions:plans.recruitRate')}
        suffix="%"
        min={0.01}
        max={100}
        decimalScale={2}
        value={also.rateBasisPoints / BASIS_POINTS_A_PERCENT}
        onChange={(value) =>
          onChange({ ...also, rateBasisPoints: Math.round(Number(value) * BASIS_POINTS_A_PERCENT) })
        }
      />
      <NumberInput
        label={t('commissions:plans.recruitMonths')}
        min={1}
        max={MAX_MONTHS}
        allowDecimal={false}
        value={also.months ?? ''}
        onChange={(value) => onChange({ ...also, months: value === '' ? null : Number(value) })}
      />
    </Group>
  );
}
