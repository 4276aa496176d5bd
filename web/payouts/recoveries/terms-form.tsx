import { ActionIcon, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecoveryTerms } from '../../../server/payouts/recoveries/schema.ts';
import { useSession } from '../../shell/session.ts';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useMinimums } from '../queries.ts';
import { changeRecoveryTerms } from './queries.ts';

const MAX_DAYS = 3_650;
const USUAL_DAYS = 30;

type Rule = Omit<RecoveryTerms['rules'][number], 'leastMinor'> & { leastMinor: number | null };

interface Values extends Record<string, unknown> {
  howToRepay: string;
  rules: Rule[];
}

/** The rule of each currency, and what affiliates are told. */
export function TermsForm({ terms, onClose }: { terms: RecoveryTerms; onClose(): void }) {
  const { t } = useTranslation();
  const currencies = useCurrencies(terms);
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { mode: 'controlled', initialValues: terms },
    async ({ howToRepay, rules }) => {
      await changeRecoveryTerms({
        howToRepay,
        rules: rules.map((rule) => ({ ...rule, leastMinor: rule.leastMinor ?? 0 })),
      });
      tellDone(t('recoveries:terms.saved'));
      onClose();
    },
  );
  const { rules } = form.getValues();
  const free = currencies.filter((code) => rules.every(({ currency }) => currency !== code));
  const add = (currency: string | null) =>
    currency && form.insertListItem('rules', { currency, leastMinor: null, afterDays: USUAL_DAYS });
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Text size="sm">{t('recoveries:terms.detail')}</Text>
        {rules.map((rule, index) => (
          <Group key={rule.currency} align="flex-end" gap="xs">
            <MinorInput
              label={t('recoveries:terms.least')}
              currency={rule.currency}
              amountMinor={rule.leastMinor}
              onChange={(amountMinor) => form.setFieldValue(`rules.${index}.leastMinor`, amountMinor)}
              error={form.errors[`rules.${index}.leastMinor`]}
            />
            <NumberInput
              label={t('recoveries:terms.days')}
              min={0}
              max={MAX_DAYS}
              allowDecimal={false}
              {...form.getInputProps(`rules.${index}.afterDays`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('recoveries:terms.remove', { currency: rule.currency })}
              onClick={() => form.removeListItem('rules', index)}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
        {rules.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('recoveries:terms.noRule')}
          </Text>
        )}
        {free.length > 0 && (
          <Select
            placeholder={t('recoveries:terms.add')}
            aria-label={t('recoveries:terms.add')}
            data={free}
            value={null}
            onChange={add}
          />
        )}
        <Textarea
          label={t('recoveries:terms.howToRepay')}
          description={t('recoveries:terms.howToRepayDetail')}
          autosize
          minRows={2}
          {...form.getInputProps('howToRepay')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('recoveries:terms.save')}</SubmitButton>
      </Stack>
    </form>
  );
}

/** The workspace's own, those with a minimum and those with a rule. */
function useCurrencies({ rules }: RecoveryTerms): string[] {
  const { workspace } = useSession();
  const minimums = useMinimums().data ?? [];
  return [...new Set([workspace.currency, ...[...minimums, ...rules].map(({ currency }) => currency)])];
}
