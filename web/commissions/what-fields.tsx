import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import type { AlsoView } from './queries.ts';

/** What is given beside money. */
export type WhatView = Extract<AlsoView, { kind: 'non_cash' }>['promises'][number]['what'];

export const FIRST_GIFT: WhatView = { kind: 'gift', name: '', worthMinor: null };
const FIRSTS: Record<WhatView['kind'], WhatView> = {
  credit: { kind: 'credit', amountMinor: 2_000 },
  points: { kind: 'points', points: 10, name: '' },
  gift: FIRST_GIFT,
};
const KINDS = ['credit', 'points', 'gift'] as const;
const MAX_POINTS = 1_000_000;

interface WhatFieldsProps {
  what: WhatView;
  currency: string;
  onChange(what: WhatView): void;
  error?: ReactNode;
}

/** The kind of what is given, and how much or what of it. */
export function WhatFields(props: WhatFieldsProps) {
  const { t } = useTranslation();
  const { what, onChange } = props;
  return (
    <>
      <Select
        label={t('commissions:plans.nonCash.kind')}
        data={KINDS.map((value) => ({ value, label: t(`commissions:plans.nonCash.${value}`) }))}
        allowDeselect={false}
        value={what.kind}
        onChange={(kind) => kind && onChange(FIRSTS[kind])}
      />
      <DetailFields {...props} />
    </>
  );
}

function DetailFields({ what, currency, onChange, error }: WhatFieldsProps) {
  const { t } = useTranslation();
  if (what.kind === 'credit')
    return (
      <MinorInput
        label={t('commissions:plans.nonCash.amount')}
        currency={currency}
        amountMinor={what.amountMinor}
        onChange={(amountMinor) => onChange({ ...what, amountMinor: amountMinor ?? 0 })}
        error={error}
      />
    );
  const label = t(`commissions:plans.nonCash.${what.kind === 'points' ? 'pointName' : 'giftName'}`);
  return (
    <>
      {what.kind === 'points' && (
        <NumberInput
          label={t('commissions:plans.nonCash.pointCount')}
          min={1}
          max={MAX_POINTS}
          allowDecimal={false}
          value={what.points}
          onChange={(points) => onChange({ ...what, points: Number(points) })}
        />
      )}
      <TextInput
        label={label}
        required
        value={what.name}
        onChange={(event) => onChange({ ...what, name: event.currentTarget.value })}
        error={error}
      />
      {what.kind === 'gift' && (
        <MinorInput
          label={t('commissions:plans.nonCash.worth')}
          currency={currency}
          amountMinor={what.worthMinor}
          onChange={(worthMinor) => onChange({ ...what, worthMinor })}
        />
      )}
    </>
  );
}
