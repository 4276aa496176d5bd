import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';

/** The second step: a code of the authenticator app, or one of the backup codes. */
export function CodeForm({ onDone, onBack }: { onDone(): void; onBack(): void }) {
  const { t } = useTranslation();
  const [isBackup, setBackup] = useState(false);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { code: '', trustDevice: false } },
    async ({ code, trustDevice }) => {
      const address = isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
      await api.signIn(address, { code: code.replaceAll(' ', ''), trustDevice });
      onDone();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={isBackup ? t('entry:code.backup') : t('entry:code.field')}
          inputMode={isBackup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          required
          autoFocus
          {...form.getInputProps('code')}
        />
        <Checkbox
          label={t('entry:code.trust')}
          {...form.getInputProps('trustDevice', { type: 'checkbox' })}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('entry:signIn.submit')}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={() => setBackup(!isBackup)}>
          {isBackup ? t('entry:code.useApp') : t('entry:code.useBackup')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('action.back')}
        </Button>
      </Stack>
    </form>
  );
}
