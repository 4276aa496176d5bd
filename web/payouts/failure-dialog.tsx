import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PayoutLine } from '../../server/payouts/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import type { Jsonified } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { failLine } from './queries.ts';

interface FailureDialogProps {
  payoutId: string;
  line: Jsonified<PayoutLine>;
  onClose(): void;
}

/** Asks why the money of one line could not be sent, or came back. */
export function FailureDialog({ payoutId, line, onClose }: FailureDialogProps) {
  const { t } = useTranslation();
  const act = line.paidAt ? 'return' : 'fail';
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async ({ reason }) => {
      await failLine(payoutId, line.id, reason);
      await queryClient.invalidateQueries();
      tellDone(t(`payouts:done.${act}`));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`payouts:${act}Title`, { name: line.affiliateName })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t(`payouts:confirm.${act}`)}</Text>
          <Textarea
            label={t('payouts:reason')}
            placeholder={t('payouts:reasonExample')}
            autosize
            required
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending} color="red.9">
            {t(`payouts:act.${act}`)}
          </SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
