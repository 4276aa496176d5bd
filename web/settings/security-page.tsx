import { PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { OwnSessions } from './sessions/own-sessions.tsx';
import { TwoFactor } from './two-factor.tsx';

const FORM_WIDTH_PX = 420;

/** One's own password, second step and devices. */
export function SecurityPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('settings:security.title')} detail={t('settings:security.detail')} />
      <Stack>
        <Panel title={t('settings:security.password')}>
          <PasswordForm />
        </Panel>
        <Panel title={t('settings:security.twoFactor')} detail={t('settings:security.twoFactorDetail')}>
          <TwoFactor />
        </Panel>
        <OwnSessions />
      </Stack>
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { currentPassword: '', newPassword: '' } },
    async (values) => {
      await api.signIn('/change-password', { ...values, revokeOtherSessions: true });
      tellDone(t('settings:security.changed'));
      form.reset();
    },
  );
  const eye = { 'aria-label': t('entry:field.showPassword') };
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={FORM_WIDTH_PX}>
        <PasswordInput
          label={t('settings:security.current')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('settings:security.next')}
          description={t('entry:field.passwordRule')}
          autoComplete="new-password"
          minLength={10}
          required
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('newPassword')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
          {t('settings:security.change')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
