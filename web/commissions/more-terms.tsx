import { Button, Collapse, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../ui/minor-input.tsx';
import { AlsoFields } from './also-fields.tsx';
import { hasMore, type KeyedRule, type PlanValues, withKey } from './plan-values.ts';
import type { RuleView } from './queries.ts';
import { RuleFields } from './rule-fields.tsx';
import { SuccessFields } from './success-fields.tsx';

const LIMITS = [
  ['minAmountMinor', 'minimum'],
  ['maxAmountMinor', 'maximum'],
  ['maxPerCustomerMinor', 'maxPerCustomer'],
  ['monthlyBudgetMinor', 'monthlyBudget'],
] as const;

const NEW_RULE: RuleView = {
  when: { products: [], customerPlans: [], countries: [], coupons: [], customer: null },
  reward: { kind: 'percent', rateBasisPoints: 3_000 },
  recurrence: 'lifetime',
  recurrenceMonths: null,
  later: null,
  tiers: null,
};

/** Rules, caps and the budget: out of the way until a plan has some. */
export function MoreTerms({ form }: { form: UseFormReturnType<PlanValues> }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(hasMore(form.values));
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconAdjustments size={16} />}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {t('commissions:plans.more')}
      </Button>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <Stack mt="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select
                label={t('commissions:plans.payIn')}
                description={t('commissions:plans.payInHint')}
                data={[
                  { value: 'sale', label: t('commissions:plans.payInSale') },
                  { value: 'plan', label: t('commissions:plans.payInPlan') },
                ]}
                allowDeselect={false}
                {...form.getInputProps('payIn')}
              />
              <Select
                label={t('commissions:plans.currency')}
                data={Intl.supportedValuesOf('currency')}
                searchable
                allowDeselect={false}
                {...form.getInputProps('currency')}
              />
              {LIMITS.map(([field, label]) => (
                <MinorInput
                  key={field}
                  label={t(`commissions:plans.${label}`)}
                  currency={form.values.currency}
                  amountMinor={form.values[field]}
                  onChange={(amountMinor) => form.setFieldValue(field, amountMinor)}
                  error={form.errors[field]}
                />
              ))}
            </SimpleGrid>
            <Rules form={form} />
            <AlsoFields
              also={form.values.also}
              currency={form.values.currency}
              onChange={(also) => form.setFieldValue('also', also)}
            />
            <SuccessFields
              success={form.values.success}
              onChange={(success) => form.setFieldValue('success', success)}
            />
          </Stack>
        )}
      </Collapse>
    </div>
  );
}

function Rules({ form }: { form: UseFormReturnType<PlanValues> }) {
  const { t } = useTranslation();
  const { rules, currency } = form.values;
  const set = (changed: KeyedRule[]) => form.setFieldValue('rules', changed);
  const refused = Object.keys(form.errors).filter((path) => path.startsWith('rules'));
  return (
    <section>
      <Title order={3}>{t('commissions:plans.rulesTitle')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('commissions:plans.rulesHint')}
      </Text>
      <Stack>
        {rules.map((rule, index) => (
          <RuleFields
            key={rule.key}
            number={index + 1}
            rule={rule}
            currency={currency}
            onChange={(changed) => set(rules.with(index, { ...changed, key: rule.key }))}
            onRemove={() => set(rules.toSpliced(index, 1))}
            onMoveUp={() => set(rules.toSpliced(index, 1).toSpliced(index - 1, 0, rule))}
          />
        ))}
        {refused.map((path) => (
          <Text key={path} size="sm" c="red" role="alert">
            {form.errors[path]}
          </Text>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set([...rules, withKey(NEW_RULE)])}
        >
          {t('commissions:plans.addRule')}
        </Button>
      </Stack>
    </section>
  );
}
