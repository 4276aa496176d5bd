import { PasswordInput, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { LinkChange } from '../../server/tracking/schema/link.ts';
import type { LinkValues } from './target-fields.tsx';

interface PasswordFieldsProps {
  form: UseFormReturnType<LinkValues>;
  /** The link asks for one already. */
  hasPassword: boolean;
}

/** Whether a link asks its visitors for a password, and a new one. */
export function PasswordFields({ form, hasPassword }: PasswordFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Switch
        label={t('tracking:links.asksPassword')}
        description={t('tracking:links.asksPasswordHint')}
        {...form.getInputProps('asksPassword', { type: 'checkbox' })}
      />
      {form.values.asksPassword && (
        <PasswordInput
          label={t(hasPassword ? 'tracking:links.newPassword' : 'tracking:links.password')}
          description={hasPassword && t('tracking:links.newPasswordHint')}
          required={!hasPassword}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      )}
    </>
  );
}

/** What is to change: null takes it away, and nothing keeps the one that is there. */
export function passwordChange({
  asksPassword,
  password,
}: Pick<LinkValues, 'asksPassword' | 'password'>): Pick<LinkChange, 'password'> {
  if (!asksPassword) return { password: null };
  return password ? { password } : {};
}
