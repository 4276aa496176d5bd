import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

interface PasswordFormProps {
  email: string | undefined;
  onDone(): void;
  onCodeNeeded(): void;
  onLinkWanted(): void;
}

export function PasswordForm({ email = '', onDone, onCodeNeeded, onLinkWanted }: PasswordFormProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { email, password: '' } },
    async (values) => {
      const answer = await api.signIn<{ twoFactorRedirect?: boolean }>('/sign-in/email', values);
      if (answer.twoFactorRedirect) onCodeNeeded();
      else onDone();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t('entry:field.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus={!email}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('entry:field.password')}
          autoComplete="current-password"
          required
          autoFocus={Boolean(email)}
          visibilityToggleButtonProps={{ 'aria-label': t('entry:field.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('entry:signIn.submit')}</SubmitButton>
        <Divider label={t('entry:signIn.or')} />
        <Button variant="default" leftSection={<IconMail size={16} />} onClick={onLinkWanted}>
          {t('entry:signIn.byLink')}
        </Button>
      </Stack>
    </form>
  );
}
