import { Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../server/customers/schema/saved-view.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from './api.ts';
import { Refusal, SubmitButton, useServerForm } from './server-form.tsx';
import { tellDone } from './toast.tsx';

interface SaveViewDialogProps {
  list: SavedView['list'];
  query: Record<string, unknown>;
  isOpen: boolean;
  onClose(): void;
}

export function SaveViewDialog({ list, query, isOpen, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '', isShared: false } },
    async (values) => {
      await api.post('/saved-views', { ...values, list, query });
      await queryClient.invalidateQueries({ queryKey: ['/saved-views'] });
      tellDone(t('view.savedToast'));
      form.reset();
      onClose();
    },
  );
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('view.save')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('view.name')}
            required
            maxLength={120}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Checkbox label={t('view.share')} {...form.getInputProps('isShared', { type: 'checkbox' })} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
