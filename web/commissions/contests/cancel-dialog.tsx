import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type ContestRow, cancelContest } from './queries.ts';

/** Ends a contest without prizes, with the reason that stays with it. */
export function CancelDialog({ contest, onClose }: { contest: ContestRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async ({ reason }) => {
      await cancelContest(contest.id, reason);
      tellDone(t('commissions:contests.cancelled'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commissions:contests.cancelTitle', { name: contest.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('commissions:contests.cancelDetail')}</Text>
          <Textarea
            label={t('commissions:contests.reason')}
            autosize
            required
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending} color="red.9">
            {t('commissions:contests.cancel')}
          </SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
