import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { AlsoView } from './queries.ts';

type ClickView = Extract<AlsoView, { kind: 'click' }>;

const PRICES = ['thousand', 'click'] as const;

interface ClickPriceFieldsProps {
  also: ClickView;
  currency: string;
  onChange(also: ClickView): void;
}

/** What a thousand clicks give, or a single one. */
export function ClickPriceFields({ also, currency, onChange }: ClickPriceFieldsProps) {
  const { t } = useTranslation();
  const { kind, monthlyBudgetMinor } = also;
  const isSingle = also.perClickMinor !== undefined;
  const change = (isForOne: boolean, amountMinor: number) => {
    const price = isForOne ? { perClickMinor: amountMinor } : { perThousandMinor: amountMinor };
    onChange({ kind, monthlyBudgetMinor, ...price });
  };
  const amountMinor = also.perClickMinor ?? also.perThousandMinor ?? 0;
  return (
    <>
      <Select
        label={t('commissions:plans.alsoClickPrice')}
        data={PRICES.map((value) => ({ value, label: t(`commissions:plans.alsoClickPrices.${value}`) }))}
        allowDeselect={false}
        value={isSingle ? 'click' : 'thousand'}
        onChange={(price) => change(price === 'click', amountMinor)}
      />
      <MinorInput
        label={t(isSingle ? 'commissions:plans.alsoPerClick' : 'commissions:plans.alsoPerThousand')}
        currency={currency}
        amountMinor={amountMinor}
        onChange={(changed) => change(isSingle, changed ?? 0)}
      />
    </>
  );
}
