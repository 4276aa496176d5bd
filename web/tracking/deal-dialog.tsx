import { Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { DEAL_REASONS } from '../../server/tracking/deals/reasons.ts';
import type { DealWish } from '../../server/tracking/schema/deal.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

export type DealAct = 'accept' | 'refuse' | 'lose';
type Reason = (typeof DEAL_REASONS)[number];

interface DealDialogProps {
  act: DealAct;
  /** Proposed for a refusal. */
  reason: Reason;
  onDecide(wish: Exclude<z.output<typeof DealWish>, { decision: 'undo' }>): Promise<void>;
  onClose(): void;
}

/** A decision with what follows from it, and words for the affiliate. */
export function DealDialog({ act, reason: proposed, onDecide, onClose }: DealDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: proposed, message: '' } },
    async ({ reason, message }) => {
      await onDecide(act === 'refuse' ? { decision: act, reason, message } : { decision: act, message });
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`tracking:deal.${act}Title`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t(`tracking:deal.${act}Hint`)}</Text>
          {act === 'refuse' && (
            <Select
              label={t('tracking:deal.reasonLabel')}
              data={DEAL_REASONS.map((value) => ({ value, label: t(`tracking:deal.reason.${value}`) }))}
              allowDeselect={false}
              key={form.key('reason')}
              {...form.getInputProps('reason')}
            />
          )}
          <Textarea
            label={t('tracking:deal.message')}
            description={t('tracking:deal.messageHint')}
            autosize
            minRows={2}
            key={form.key('message')}
            {...form.getInputProps('message')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t(`tracking:deal.${act}`)}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
