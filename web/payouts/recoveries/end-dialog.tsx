import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { endRecovery, type RecoveryFacts } from './queries.ts';

const WORDS = {
  'write-off': { title: 'writeOff', detail: 'writeOffDetail', done: 'writtenOff' },
  cancellation: { title: 'cancel', detail: 'cancelDetail', done: 'canceled' },
} as const;

interface EndDialogProps {
  recovery: RecoveryFacts;
  act: keyof typeof WORDS;
  onClose(): void;
}

/** Gives up the rest, or lets the next payouts carry it; says why. */
export function EndDialog({ recovery, act, onClose }: EndDialogProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { title, detail, done } = WORDS[act];
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async ({ reason }) => {
      await endRecovery(recovery.id, act, reason);
      tellDone(t(`recoveries:${done}`));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`recoveries:${title}`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">
            {t(`recoveries:${detail}`, { amount: money(recovery.openMinor, recovery.currency) })}
          </Text>
          <Textarea
            label={t('recoveries:reason')}
            autosize
            required
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending} color="red.9">
            {t(`recoveries:${title}`)}
          </SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
