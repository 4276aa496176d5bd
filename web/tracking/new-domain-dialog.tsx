import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { addDomain } from './domain-queries.ts';

export function NewDomainDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { host: '' } },
    async ({ host }) => {
      await addDomain(host.trim());
      tellDone(t('tracking:domains.added'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tracking:domains.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('tracking:domains.host')}
            description={t('tracking:domains.hostHint')}
            placeholder="go.example.com"
            required
            {...form.getInputProps('host')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tracking:domains.new')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
