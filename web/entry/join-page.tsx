import { PasswordInput, Stack, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { useEnter } from './signed-in.ts';

const route = getRouteApi('/join/$token');

/** A colleague accepts an invitation: a name, a password, and they are in. */
export function JoinPage() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const enter = useEnter();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '', password: '' } },
    async (values) => {
      const { email } = await api.post<{ email: string }>(
        `/member-invitations/${encodeURIComponent(token)}/acceptance`,
        values,
      );
      try {
        await api.signIn('/sign-in/email', { email, password: values.password });
        await enter();
      } catch {
        // Somebody who had an account before keeps its password.
        await enter(`/sign-in?email=${encodeURIComponent(email)}`);
      }
    },
  );
  return (
    <EntryFrame title={t('entry:join.title')} detail={t('entry:join.detail')}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('entry:field.name')}
            autoComplete="name"
            required
            autoFocus
            {...form.getInputProps('name')}
          />
          <PasswordInput
            label={t('entry:field.newPassword')}
            description={t('entry:field.passwordRule')}
            autoComplete="new-password"
            required
            minLength={10}
            visibilityToggleButtonProps={{ 'aria-label': t('entry:field.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('entry:join.submit')}</SubmitButton>
        </Stack>
      </form>
    </EntryFrame>
  );
}
