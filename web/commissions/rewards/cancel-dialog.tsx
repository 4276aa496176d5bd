import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { cancelReward, type RewardRow } from './queries.ts';

/** Takes back what was granted by hand, with the reason for the audit log. */
export function CancelDialog({ reward, onClose }: { reward: RewardRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async ({ reason }) => {
      await cancelReward(reward.id, reason);
      tellDone(t('commissions:nonCash.cancelled'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commissions:nonCash.cancelTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm" fw={600}>
            {reward.what} · {reward.affiliateName}
          </Text>
          <Text size="sm">{t('commissions:nonCash.cancelDetail')}</Text>
          <Textarea
            label={t('commissions:nonCash.reason')}
            autosize
            required
            data-autofocus
            key={form.key('reason')}
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending} color="red.9">
            {t('commissions:nonCash.cancel')}
          </SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
