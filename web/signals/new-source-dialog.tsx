import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';

export function NewSourceDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '' } },
    async (values) => {
      await api.post('/sources', values);
      await queryClient.invalidateQueries({ queryKey: ['/sources'] });
      tellDone(t('sources:ready'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sources:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('sources:name')}
            description={t('sources:nameHint')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
