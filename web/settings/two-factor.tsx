import { Badge, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { sessionQuery, useSession } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type Enrollment, TwoFactorSteps } from './two-factor-steps.tsx';

const FORM_WIDTH_PX = 420;

/** Turns the second step on or off; both ask for the password first. */
export function TwoFactor() {
  const { t } = useTranslation();
  const { user, workspace, role } = useSession();
  const [isAsking, setAsking] = useState(false);
  const [enrollment, setEnrollment] = useState<Enrollment | null>(null);
  const isKeptOn = user.hasTwoFactor && workspace.requiresSecondFactor && role !== 'affiliate';
  const finish = async () => {
    setEnrollment(null);
    setAsking(false);
    await queryClient.invalidateQueries(sessionQuery);
    tellDone(t('settings:saved'));
  };
  if (enrollment) return <TwoFactorSteps enrollment={enrollment} onDone={finish} />;
  if (isAsking) {
    return (
      <PasswordCheck
        action={user.hasTwoFactor ? t('settings:security.turnOff') : t('action.continue')}
        onPassword={async (password) => {
          if (!user.hasTwoFactor) {
            setEnrollment(await api.signIn<Enrollment>('/two-factor/enable', { password }));
            return;
          }
          await api.signIn('/two-factor/disable', { password });
          await finish();
        }}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <Group>
      <Badge color={user.hasTwoFactor ? 'teal' : 'gray'} tt="none">
        {user.hasTwoFactor ? t('settings:security.isOn') : t('settings:security.isOff')}
      </Badge>
      {isKeptOn ? (
        <Text size="sm">{t('settings:secondFactor.keptOn')}</Text>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          {user.hasTwoFactor ? t('settings:security.turnOff') : t('settings:security.turnOn')}
        </Button>
      )}
    </Group>
  );
}

/** Sets it up from the beginning, for somebody who cannot go on without. */
export function TwoFactorSetup({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const [enrollment, setEnrollment] = useState<Enrollment | null>(null);
  if (enrollment) return <TwoFactorSteps enrollment={enrollment} onDone={onDone} />;
  return (
    <PasswordCheck
      action={t('action.continue')}
      onPassword={async (password) =>
        setEnrollment(await api.signIn<Enrollment>('/two-factor/enable', { password }))
      }
    />
  );
}

interface PasswordCheckProps {
  action: string;
  onPassword(password: string): Promise<void>;
  /** Left out where there is no way back. */
  onCancel?(): void;
}

function PasswordCheck({ action, onPassword, onCancel }: PasswordCheckProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { password: '' } },
    ({ password }) => onPassword(password),
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={FORM_WIDTH_PX}>
        <PasswordInput
          label={t('settings:security.current')}
          autoComplete="current-password"
          required
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('entry:field.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Refusal text={refusal} />
        <Group>
          <SubmitButton isSending={isSending}>{action}</SubmitButton>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
