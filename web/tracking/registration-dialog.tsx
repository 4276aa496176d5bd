import { Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { REGISTRATION_REASONS } from '../../server/tracking/registrations/reasons.ts';
import type { RegistrationWish } from '../../server/tracking/schema/registration.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

export type RegistrationAct = 'accept' | 'refuse' | 'lose';
type Reason = (typeof REGISTRATION_REASONS)[number];

interface RegistrationDialogProps {
  act: RegistrationAct;
  /** Proposed for a refusal. */
  reason: Reason;
  onDecide(wish: Exclude<z.output<typeof RegistrationWish>, { decision: 'undo' }>): Promise<void>;
  onClose(): void;
}

/** A decision with what follows from it, and words for the affiliate. */
export function RegistrationDialog({ act, reason: proposed, onDecide, onClose }: RegistrationDialogProps) {
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
      title={t(`tracking:registration.${act}Title`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t(`tracking:registration.${act}Hint`)}</Text>
          {act === 'refuse' && (
            <Select
              label={t('tracking:registration.reasonLabel')}
              data={REGISTRATION_REASONS.map((value) => ({
                value,
                label: t(`tracking:registration.reason.${value}`),
              }))}
              allowDeselect={false}
              key={form.key('reason')}
              {...form.getInputProps('reason')}
            />
          )}
          <Textarea
            label={t('tracking:registration.message')}
            description={t('tracking:registration.messageHint')}
            autosize
            minRows={2}
            key={form.key('message')}
            {...form.getInputProps('message')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t(`tracking:registration.${act}`)}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
