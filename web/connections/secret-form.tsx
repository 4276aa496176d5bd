import { PasswordInput, Stack } from '@mantine/core';
import type { QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';

/** What proves that a connection's deliveries are genuine; it is never shown again. */
export function SecretForm({
  path,
  hint,
  isSet,
  queryKey,
}: {
  /** Of the connection, below the API. */
  path: string;
  hint: string;
  isSet: boolean;
  /** What shows the connection. */
  queryKey: QueryKey;
}) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { secret: '' } },
    async ({ secret }) => {
      await api.patch(path, { secret });
      form.reset();
      await queryClient.invalidateQueries({ queryKey });
      tellDone(t('billing:secretSaved'));
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <PasswordInput
          label={t('billing:secret')}
          description={hint}
          autoComplete="off"
          required
          {...form.getInputProps('secret')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
          {t(isSet ? 'billing:replaceSecret' : 'billing:saveSecret')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
