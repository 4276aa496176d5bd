import { Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MinorInput } from './minor-input.tsx';
import type { AlsoView } from './queries.ts';

const FIRST: AlsoView[] = [
  { kind: 'lead', amountMinor: 500, monthlyBudgetMinor: null },
  { kind: 'click', perThousandMinor: 500, monthlyBudgetMinor: null },
];
const LABELS = { lead: 'alsoLead', click: 'alsoClick' } as const;

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
                <RewardFields
                  reward={reward}
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

interface RewardFieldsProps {
  reward: AlsoView;
  currency: string;
  onChange(reward: AlsoView): void;
}

function RewardFields({ reward, currency, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  const isLead = reward.kind === 'lead';
  const setAmount = (amountMinor: number | null) =>
    onChange(
      isLead
        ? { ...reward, amountMinor: amountMinor ?? 0 }
        : { ...reward, perThousandMinor: amountMinor ?? 0 },
    );
  return (
    <Group grow align="flex-start">
      <MinorInput
        label={t(isLead ? 'commissions:plans.alsoAmount' : 'commissions:plans.alsoPerThousand')}
        currency={currency}
        amountMinor={isLead ? reward.amountMinor : reward.perThousandMinor}
        onChange={setAmount}
      />
      <MinorInput
        label={t('commissions:plans.alsoBudget')}
        currency={currency}
        amountMinor={reward.monthlyBudgetMinor}
        onChange={(monthlyBudgetMinor) => onChange({ ...reward, monthlyBudgetMinor })}
      />
    </Group>
  );
}
