import { Checkbox, Fieldset, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SuccessView } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;
const BANDS = ['good', 'average'] as const;
const FIRST: SuccessView = {
  shareBasisPoints: 5_000,
  afterDays: 90,
  isActive: true,
  minBand: null,
  isRefundFree: false,
};

interface SuccessFieldsProps {
  success: SuccessView | null;
  onChange(success: SuccessView | null): void;
}

/** The part of each commission that waits for the customer, for how long, and for what. */
export function SuccessFields({ success, onChange }: SuccessFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('commissions:plans.success')}
        checked={success !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? FIRST : null)}
      />
      {success && <Conditions success={success} onChange={onChange} />}
    </Stack>
  );
}

function Conditions({ success, onChange }: { success: SuccessView; onChange(success: SuccessView): void }) {
  const { t } = useTranslation();
  const { onboarding } = success;
  const change = (changed: Partial<SuccessView>) => onChange({ ...success, ...changed });
  const bands = [
    { value: 'any', label: t('commissions:plans.anyBand') },
    ...BANDS.map((value) => ({ value, label: t(`commissions:plans.band.${value}`) })),
  ];
  return (
    <Fieldset>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <NumberInput
            label={t('commissions:plans.waitingShare')}
            suffix="%"
            min={0.01}
            max={100}
            decimalScale={2}
            value={success.shareBasisPoints / BASIS_POINTS_A_PERCENT}
            onChange={(value) =>
              change({ shareBasisPoints: Math.round(Number(value) * BASIS_POINTS_A_PERCENT) })
            }
          />
          <NumberInput
            label={t('commissions:plans.afterDays')}
            min={1}
            max={1_095}
            value={success.afterDays}
            onChange={(value) => change({ afterDays: Number(value) })}
          />
        </Group>
        <Checkbox
          label={t('commissions:plans.isActive')}
          checked={success.isActive}
          onChange={(event) => change({ isActive: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('commissions:plans.isRefundFree')}
          checked={success.isRefundFree}
          onChange={(event) => change({ isRefundFree: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('commissions:plans.isOnboarded')}
          checked={Boolean(onboarding)}
          onChange={(event) =>
            change({ onboarding: event.currentTarget.checked ? { withinDays: null } : undefined })
          }
        />
        {onboarding && (
          <NumberInput
            label={t('commissions:plans.onboardedWithin')}
            min={1}
            max={success.afterDays}
            allowDecimal={false}
            value={onboarding.withinDays ?? ''}
            onChange={(value) => change({ onboarding: { withinDays: value === '' ? null : Number(value) } })}
          />
        )}
        <Select
          label={t('commissions:plans.minBand')}
          data={bands}
          allowDeselect={false}
          value={success.minBand ?? 'any'}
          onChange={(value) => change({ minBand: value === 'good' || value === 'average' ? value : null })}
        />
      </Stack>
    </Fieldset>
  );
}
