import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type RecoveryFacts, recordRepayment } from './queries.ts';

interface Values extends Record<string, unknown> {
  amountMinor: number | null;
  receivedOn: string | null;
  reference: string;
}

/** Money that has come in. */
export function RepaymentDialog({ recovery, onClose }: { recovery: RecoveryFacts; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    {
      mode: 'controlled',
      initialValues: { amountMinor: recovery.openMinor, receivedOn: null, reference: '' },
    },
    async ({ amountMinor, receivedOn, reference }) => {
      await recordRepayment(recovery.id, {
        amountMinor: amountMinor ?? 0,
        receivedOn: receivedOn ?? '',
        reference,
      });
      tellDone(t('recoveries:recorded'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('recoveries:record')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('recoveries:recordDetail')}</Text>
          <MinorInput
            label={t('recoveries:amount')}
            currency={recovery.currency}
            amountMinor={form.getValues().amountMinor}
            onChange={(amountMinor) => form.setFieldValue('amountMinor', amountMinor)}
            error={form.errors.amountMinor}
          />
          <DateInput
            label={t('recoveries:receivedOn')}
            valueFormat="ll"
            maxDate={new Date()}
            required
            {...form.getInputProps('receivedOn')}
          />
          <TextInput
            label={t('recoveries:reference')}
            description={t('recoveries:referenceDetail')}
            required
            {...form.getInputProps('reference')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('recoveries:record')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
