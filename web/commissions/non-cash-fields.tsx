import { Button, Fieldset, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AlsoView } from './queries.ts';
import { FIRST_GIFT, WhatFields } from './what-fields.tsx';

type PromiseView = Extract<AlsoView, { kind: 'non_cash' }>['promises'][number];

export const FIRST_PROMISE: PromiseView = { on: 'first_sale', what: FIRST_GIFT };
const OCCASIONS = ['lead', 'first_sale', 'sale'] as const;
const MAX_PROMISES = 9;

interface NonCashFieldsProps {
  promises: PromiseView[];
  currency: string;
  onChange(promises: PromiseView[]): void;
}

/** What a plan gives beside money, and for what. */
export function NonCashFields({ promises, currency, onChange }: NonCashFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {promises.map((promise, index) => (
        <Fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a reward has no name of its own, and its fields hold no state
          key={index}
          legend={t('commissions:plans.nonCash.label', { number: index + 1 })}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label={t('commissions:plans.nonCash.on')}
              data={OCCASIONS.map((value) => ({ value, label: t(`commissions:plans.nonCash.${value}`) }))}
              allowDeselect={false}
              value={promise.on}
              onChange={(on) => on && onChange(promises.with(index, { ...promise, on }))}
            />
            <WhatFields
              what={promise.what}
              currency={currency}
              onChange={(what) => onChange(promises.with(index, { ...promise, what }))}
            />
          </SimpleGrid>
          {promises.length > 1 && (
            <Group justify="flex-end" mt="sm">
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => onChange(promises.toSpliced(index, 1))}
              >
                {t('commissions:plans.nonCash.remove', { number: index + 1 })}
              </Button>
            </Group>
          )}
        </Fieldset>
      ))}
      {promises.length < MAX_PROMISES && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...promises, { ...FIRST_PROMISE, on: 'lead' }])}
        >
          {t('commissions:plans.nonCash.add')}
        </Button>
      )}
    </Stack>
  );
}
