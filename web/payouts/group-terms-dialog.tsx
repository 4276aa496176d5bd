import { Modal, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GroupTerms } from '../../server/payouts/timing/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { useSession } from '../shell/session.ts';
import { MinorInput } from '../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { changeGroupTerms, useMinimums } from './queries.ts';

const DAYS = Array.from({ length: 28 }, (_, index) => String(index + 1));
const AS_COMPANY = 'company';
const NEVER = 'never';

interface Values extends Record<string, unknown> {
  day: string;
  minimums: Record<string, number | null>;
}

/** What counts for the affiliates of a group before the company's terms. */
export function GroupTermsDialog({ terms, onClose }: { terms: GroupTerms; onClose(): void }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const company = useMinimums().data ?? [];
  const currencies = [
    ...new Set([workspace.currency, ...[...company, ...terms.minimums].map(({ currency }) => currency)]),
  ];
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { mode: 'controlled', initialValues: valuesOf(terms) },
    async ({ day, minimums }) => {
      await changeGroupTerms(terms.groupId, {
        schedule: day === AS_COMPANY ? null : { dayOfMonth: day === NEVER ? null : Number(day) },
        minimums: Object.entries(minimums).flatMap(([currency, amountMinor]) =>
          amountMinor === null ? [] : [{ currency, amountMinor }],
        ),
      });
      await queryClient.invalidateQueries();
      tellDone(t('payouts:terms.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('payouts:terms.edit')}: ${terms.name}`}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('payouts:terms.detail')}</Text>
          <Select
            label={t('payouts:terms.day')}
            data={[
              { value: AS_COMPANY, label: t('payouts:terms.company') },
              { value: NEVER, label: t('payouts:schedule.off') },
              ...DAYS.map((value) => ({ value, label: value })),
            ]}
            allowDeselect={false}
            {...form.getInputProps('day')}
          />
          {currencies.map((currency) => (
            <MinorInput
              key={currency}
              label={t('payouts:terms.minimum')}
              description={t('payouts:terms.minimumHint')}
              currency={currency}
              amountMinor={form.getValues().minimums[currency] ?? null}
              onChange={(amountMinor) => form.setFieldValue(`minimums.${currency}`, amountMinor)}
            />
          ))}
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function valuesOf({ schedule, minimums }: GroupTerms): Values {
  const day = schedule?.dayOfMonth;
  return {
    day: schedule ? String(day ?? NEVER) : AS_COMPANY,
    minimums: Object.fromEntries(minimums.map(({ currency, amountMinor }) => [currency, amountMinor])),
  };
}
