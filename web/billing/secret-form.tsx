import { PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type ConnectionView, connectionsQuery } from './queries.ts';

/** What proves that events are genuine; it is never shown again. */
export function SecretForm({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { secret: '' } },
    async ({ secret }) => {
      await api.patch(`/billing-connections/${connection.id}`, { secret });
      form.reset();
      await queryClient.invalidateQueries(connectionsQuery);
      tellDone(t('billing:secretSaved'));
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <PasswordInput
          label={t('billing:secret')}
          description={t(`billing:secretHint.${connection.kind}`)}
          autoComplete="off"
          required
          {...form.getInputProps('secret')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
          {t(connection.hasSecret ? 'billing:replaceSecret' : 'billing:saveSecret')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
