import { Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellProblem } from '../../ui/toast.tsx';
import { giveRewards } from './queries.ts';

/** Marks rewards as given, with what their affiliates are told. */
export function GiveDialog({ rewardIds, onClose }: { rewardIds: string[]; onClose(): void }) {
  const { t } = useTranslation();
  const isOne = rewardIds.length === 1;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { note: '', code: '' } },
    async (told) => {
      const { givenIds, leftIds } = await giveRewards({ rewardIds, ...told });
      if (givenIds.length > 0) tellDone(t('commissions:nonCash.given', { count: givenIds.length }));
      if (leftIds.length > 0) {
        const title = t('commissions:nonCash.left', { count: leftIds.length });
        tellProblem(title, t('commissions:nonCash.leftDetail'));
      }
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commissions:nonCash.giveTitle', { count: rewardIds.length })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('commissions:nonCash.giveDetail')}</Text>
          <Textarea
            label={t('commissions:nonCash.note')}
            autosize
            minRows={2}
            data-autofocus
            key={form.key('note')}
            {...form.getInputProps('note')}
          />
          <TextInput
            label={t('commissions:nonCash.code')}
            description={isOne ? undefined : t('commissions:nonCash.codeHint')}
            key={form.key('code')}
            {...form.getInputProps('code')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('commissions:nonCash.give')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
