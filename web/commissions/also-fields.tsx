import { Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import { BonusFields } from './bonus-fields.tsx';
import { ClickPriceFields } from './click-price-fields.tsx';
import { FIRST_STEP, MilestoneFields } from './milestone-fields.tsx';
import { FIRST_PROMISE, NonCashFields } from './non-cash-fields.tsx';
import type { AlsoView } from './queries.ts';
import { RecruitFields } from './recruit-fields.tsx';
import { RewardFields } from './reward-fields.tsx';

const FIRST: AlsoView[] = [
  { kind: 'lead', amountMinor: 500, monthlyBudgetMinor: null },
  { kind: 'click', perThousandMinor: 500, monthlyBudgetMinor: null },
  { kind: 'upgrade', reward: { kind: 'percent', rateBasisPoints: 1_000 }, monthlyBudgetMinor: null },
  { kind: 'milestone', steps: [FIRST_STEP], monthlyBudgetMinor: null },
  {
    kind: 'bonus',
    by: 'count',
    period: 'month',
    steps: [{ from: 10, amountMinor: 5_000 }],
    monthlyBudgetMinor: null,
  },
  { kind: 'recruit', rateBasisPoints: 1_000, months: 12 },
  { kind: 'non_cash', promises: [FIRST_PROMISE] },
];
const LABELS = {
  lead: 'alsoLead',
  click: 'alsoClick',
  upgrade: 'alsoUpgrade',
  milestone: 'alsoMilestone',
  bonus: 'alsoBonus',
  recruit: 'alsoRecruit',
  non_cash: 'alsoNonCash',
} as const;

interface AlsoFieldsProps {
  also: AlsoView[];
  currency: string;
  onChange(also: AlsoView[]): void;
}

/** What is given beside the commissions of sales. */
export function AlsoFields({ also, currency, onChange }: AlsoFieldsProps) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3}>{t('commissions:plans.alsoTitle')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('commissions:plans.alsoHint')}
      </Text>
      <Stack gap="sm">
        {FIRST.map((first) => {
          const index = also.findIndex(({ kind }) => kind === first.kind);
          const reward = also[index];
          return (
            <Stack key={first.kind} gap="xs">
              <Checkbox
                label={t(`commissions:plans.${LABELS[first.kind]}`)}
                checked={reward !== undefined}
                onChange={(event) =>
                  onChange(event.currentTarget.checked ? [...also, first] : also.toSpliced(index, 1))
                }
              />
              {reward && (
                <AlsoRewardFields
                  also={reward}
                  currency={currency}
                  onChange={(changed) => onChange(also.with(index, changed))}
                />
              )}
            </Stack>
          );
        })}
      </Stack>
    </section>
  );
}

interface AlsoRewardFieldsProps {
  also: AlsoView;
  currency: string;
  onChange(also: AlsoView): void;
}

function AlsoRewardFields({ also, currency, onChange }: AlsoRewardFieldsProps) {
  const { t } = useTranslation();
  if (also.kind === 'recruit') return <RecruitFields also={also} onChange={onChange} />;
  if (also.kind === 'non_cash')
    return (
      <NonCashFields
        promises={also.promises}
        currency={currency}
        onChange={(promises) => onChange({ ...also, promises })}
      />
    );
  const budget = (
    <MinorInput
      label={t('commissions:plans.alsoBudget')}
      currency={currency}
      amountMinor={also.monthlyBudgetMinor}
      onChange={(monthlyBudgetMinor) => onChange({ ...also, monthlyBudgetMinor })}
    />
  );
  if (also.kind === 'bonus')
    return (
      <Stack gap="sm">
        <BonusFields also={also} currency={currency} onChange={onChange} />
        {budget}
      </Stack>
    );
  if (also.kind === 'milestone')
    return (
      <Stack gap="sm">
        <MilestoneFields
          steps={also.steps}
          currency={currency}
          onChange={(steps) => onChange({ ...also, steps })}
        />
        {budget}
      </Stack>
    );
  return (
    <Group grow align="flex-start">
      <AmountFields also={also} currency={currency} onChange={onChange} />
      {budget}
    </Group>
  );
}

interface AmountFieldsProps extends AlsoRewardFieldsProps {
  also: Exclude<AlsoView, { kind: 'milestone' | 'bonus' | 'recruit' | 'non_cash' }>;
}

/** What is given each time: a share of what grew, or an amount. */
function AmountFields({ also, currency, onChange }: AmountFieldsProps) {
  const { t } = useTranslation();
  if (also.kind === 'upgrade')
    return (
      <RewardFields
        label={t('commissions:plans.alsoForUpgrade')}
        kinds={['percent', 'flat']}
        reward={also.reward}
        currency={currency}
        onChange={(reward) => reward.kind !== 'nothing' && onChange({ ...also, reward })}
      />
    );
  if (also.kind === 'click') return <ClickPriceFields also={also} currency={currency} onChange={onChange} />;
  return (
    <MinorInput
      label={t('commissions:plans.alsoAmount')}
      currency={currency}
      amountMinor={also.amountMinor}
      onChange={(amountMinor) => onChange({ ...also, amountMinor: amountMinor ?? 0 })}
    />
  );
}
