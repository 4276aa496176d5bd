import { Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillingConnection } from '../../server/signals/schema/billing.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { connectionsQuery } from './queries.ts';

/** Makes a connection, then shows its address: Stripe gives the secret only for an address that exists. */
export function NewConnectionDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: 'Stripe' } },
    async ({ name }) => {
      const made = await api.post<BillingConnection>('/billing-connections', { kind: 'stripe', name });
      await queryClient.invalidateQueries(connectionsQuery);
      tellDone(t('billing:created'));
      await navigate({ to: '/settings/billing/$connectionId', params: { connectionId: made.id } });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('billing:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('billing:name')}
            description={t('billing:nameHint')}
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
