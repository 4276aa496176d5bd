import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

/** Asks for a sign-in link; the answer is the same whether or not somebody has this address. */
export function LinkForm({ onBack }: { onBack(): void }) {
  const { t } = useTranslation();
  const [isSent, setSent] = useState(false);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { email: '' } },
    async (values) => {
      await api.signIn('/sign-in/magic-link', values);
      setSent(true);
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {isSent ? (
          <Alert icon={<IconMailCheck size={18} />} role="status">
            {t('entry:link.sent')}
          </Alert>
        ) : (
          <>
            <TextInput
              label={t('entry:field.email')}
              type="email"
              autoComplete="username"
              required
              autoFocus
              {...form.getInputProps('email')}
            />
            <Refusal text={refusal} />
            <SubmitButton isSending={isSending}>{t('entry:link.submit')}</SubmitButton>
          </>
        )}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('entry:link.back')}
        </Button>
      </Stack>
    </form>
  );
}
