import { Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillingConnection } from '../../server/signals/schema/billing.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type BillingKind, connectionsQuery } from './queries.ts';
import { useSystemName } from './system-name.tsx';
import { KINDS } from './systems.ts';

/** Makes a connection, then shows its address: the secret is only there for an address that exists. */
export function NewConnectionDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const nameOf = useSystemName();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { kind: 'stripe' as BillingKind, name: nameOf('stripe') } },
    async (values) => {
      const made = await api.post<BillingConnection>('/billing-connections', values);
      await queryClient.invalidateQueries(connectionsQuery);
      tellDone(t('billing:created'));
      await navigate({ to: '/settings/billing/$connectionId', params: { connectionId: made.id } });
    },
  );
  const choose = (value: string | null) => {
    const kind = (value ?? 'stripe') as BillingKind;
    form.setValues({ kind, name: nameOf(kind) });
  };
  const { kind } = form.values;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('billing:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('billing:kind')}
            data={KINDS.map((value) => ({ value, label: nameOf(value) }))}
            allowDeselect={false}
            value={kind}
            onChange={choose}
            data-autofocus
          />
          <Text size="sm" c="dimmed">
            {t(`billing:steps.${kind}`)}
          </Text>
          <TextInput
            label={t('billing:name')}
            description={t('billing:nameHint')}
            required
            {...form.getInputProps('name')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
