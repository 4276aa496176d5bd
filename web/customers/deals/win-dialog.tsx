import { Checkbox, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import type { DealRow } from './queries.ts';
import { reopen } from './steps.ts';

interface CloseDialogProps {
  deal: DealRow;
  onClose(): void;
}

/** The customer has said yes: a note, and whether the win itself is the affiliate's sale. */
export function WinDialog({ deal, onClose }: CloseDialogProps) {
  const { t } = useTranslation();
  const canRecordSale = deal.registrationId !== null && (deal.amountMinor ?? 0) > 0;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { note: '', recordsSale: false } },
    async (values) => {
      await api.post(`/deals/${deal.id}/win`, { ...values, expectedStageId: deal.stageId });
      await queryClient.invalidateQueries();
      tellDone(t('deals:done.won', { deal: deal.name }), () => reopen(deal, 'won'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deals:win.title', { deal: deal.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {deal.registrationId && <Text size="sm">{t('deals:win.registration')}</Text>}
          {canRecordSale && (
            <Checkbox
              label={t('deals:win.recordsSale')}
              description={t('deals:win.recordsSaleHint')}
              {...form.getInputProps('recordsSale', { type: 'checkbox' })}
            />
          )}
          <Textarea
            label={t('deals:field.note')}
            autosize
            minRows={2}
            data-autofocus
            {...form.getInputProps('note')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('deals:act.win')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
