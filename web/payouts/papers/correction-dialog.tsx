import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { correctInvoice, type InvoiceRow } from './queries.ts';

/** Asks why an invoice is wrong. */
export function CorrectionDialog({ invoice, onClose }: { invoice: InvoiceRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async ({ reason }) => {
      await correctInvoice(invoice.id, reason);
      await queryClient.invalidateQueries();
      tellDone(t('tax:invoices.corrected'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tax:invoices.correctTitle', { label: invoice.label })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('tax:invoices.correctDetail')}</Text>
          <Textarea
            label={t('payouts:reason')}
            autosize
            required
            data-autofocus
            key={form.key('reason')}
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tax:invoices.correct')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
