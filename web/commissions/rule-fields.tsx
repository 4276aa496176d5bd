import { Button, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleView } from './queries.ts';
import { RewardFields } from './reward-fields.tsx';
import { RuleChangeFields } from './rule-change-fields.tsx';

const LISTS = ['products', 'customerPlans', 'countries', 'coupons'] as const;
const CUSTOMERS = ['any', 'new', 'existing'] as const;
const RECURRENCES = ['once', 'months', 'lifetime'] as const;
const FIRST_MONTHS = 12;

interface RuleFieldsProps {
  number: number;
  rule: RuleView;
  currency: string;
  onChange(rule: RuleView): void;
  onRemove(): void;
  onMoveUp(): void;
}

/** One rule: which sales it is for, and what they earn. */
export function RuleFields({ number, rule, currency, onChange, onRemove, onMoveUp }: RuleFieldsProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('commissions:plans.rule', { number })}>
      <Stack gap="sm">
        <ConditionFields rule={rule} onChange={onChange} />
        <RewardFields
          label={t('commissions:plans.kind')}
          reward={rule.reward}
          currency={currency}
          onChange={(reward) => onChange({ ...rule, reward })}
        />
        {rule.reward.kind !== 'nothing' && (
          <>
            <DurationFields rule={rule} onChange={onChange} />
            <RuleChangeFields rule={rule} currency={currency} onChange={onChange} />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          {number > 1 && (
            <Button variant="default" size="compact-sm" onClick={onMoveUp}>
              {t('commissions:plans.moveUp', { number })}
            </Button>
          )}
          <Button variant="default" size="compact-sm" onClick={onRemove}>
            {t('commissions:plans.removeRule', { number })}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

type PartProps = Pick<RuleFieldsProps, 'rule' | 'onChange'>;

function ConditionFields({ rule, onChange }: PartProps) {
  const { t } = useTranslation();
  const { when } = rule;
  const change = (changed: Partial<RuleView['when']>) => onChange({ ...rule, when: { ...when, ...changed } });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {LISTS.map((list) => (
        <TagsInput
          key={list}
          label={t(`commissions:plans.${list}`)}
          placeholder={
            when[list].length > 0
              ? undefined
              : t(list === 'countries' ? 'commissions:plans.countriesHint' : 'commissions:plans.anyHint')
          }
          maxLength={list === 'countries' ? 2 : undefined}
          acceptValueOnBlur
          value={when[list]}
          onChange={(values) =>
            change({ [list]: list === 'countries' ? values.map((value) => value.toUpperCase()) : values })
          }
        />
      ))}
      <Select
        label={t('commissions:plans.customer')}
        data={CUSTOMERS.map((value) => ({ value, label: t(`commissions:plans.customers.${value}`) }))}
        allowDeselect={false}
        value={when.customer ?? 'any'}
        onChange={(value) => change({ customer: value === 'new' || value === 'existing' ? value : null })}
      />
    </SimpleGrid>
  );
}

function DurationFields({ rule, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <Select
        label={t('commissions:plans.recurrence')}
        data={RECURRENCES.map((value) => ({ value, label: t(`commissions:plans.${value}`) }))}
        allowDeselect={false}
        value={rule.recurrence}
        onChange={(recurrence) =>
          recurrence &&
          onChange({
            ...rule,
            recurrence,
            recurrenceMonths: recurrence === 'months' ? FIRST_MONTHS : null,
            later: recurrence === 'once' ? null : rule.later,
          })
        }
      />
      {rule.recurrence === 'months' && (
        <NumberInput
          label={t('commissions:plans.monthCount')}
          min={1}
          max={120}
          value={rule.recurrenceMonths ?? FIRST_MONTHS}
          onChange={(value) => onChange({ ...rule, recurrenceMonths: Number(value) })}
        />
      )}
    </Group>
  );
}
