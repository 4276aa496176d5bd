import { PasswordInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { likelyTimeZone, timeZones } from '../ui/time-zones.ts';
import { EntryFrame } from './entry-frame.tsx';
import { useEnter } from './signed-in.ts';

const USUAL_CURRENCY = 'USD';

/** The first run: the first person makes the workspace and owns it. */
export function SetupPage() {
  const { t, i18n } = useTranslation();
  const enter = useEnter();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        workspaceName: '',
        name: '',
        email: '',
        password: '',
        timeZone: likelyTimeZone(),
        currency: USUAL_CURRENCY,
      },
    },
    async (values) => {
      await api.post('/setup', { ...values, locale: i18n.language });
      await api.signIn('/sign-in/email', { email: values.email, password: values.password });
      await enter('/welcome');
    },
  );
  return (
    <EntryFrame title={t('entry:setup.title')} detail={t('entry:setup.detail')} width={520}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('entry:field.company')}
            autoComplete="organization"
            required
            autoFocus
            {...form.getInputProps('workspaceName')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t('entry:field.name')}
              autoComplete="name"
              required
              {...form.getInputProps('name')}
            />
            <TextInput
              label={t('entry:field.email')}
              type="email"
              autoComplete="username"
              required
              {...form.getInputProps('email')}
            />
          </SimpleGrid>
          <PasswordInput
            label={t('entry:field.newPassword')}
            description={t('entry:field.passwordRule')}
            autoComplete="new-password"
            required
            minLength={10}
            visibilityToggleButtonProps={{ 'aria-label': t('entry:field.showPassword') }}
            {...form.getInputProps('password')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={t('entry:field.timeZone')}
              data={timeZones()}
              searchable
              limit={50}
              {...form.getInputProps('timeZone')}
            />
            <Select
              label={t('entry:field.currency')}
              data={Intl.supportedValuesOf('currency')}
              searchable
              limit={50}
              {...form.getInputProps('currency')}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('entry:setup.submit')}</SubmitButton>
        </Stack>
      </form>
    </EntryFrame>
  );
}
