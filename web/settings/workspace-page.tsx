import { NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { sessionQuery, useSession } from '../shell/session.ts';
import { LOCALE_NAMES, LOCALES } from '../shell/words.ts';
import { api } from '../ui/api.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { timeZones } from '../ui/time-zones.ts';
import { tellDone } from '../ui/toast.tsx';
import { SignInRule } from './sign-in-rule.tsx';

const FORM_WIDTH_PX = 460;
const MAX_RETENTION_DAYS = 3_650;

/** Name, time zone, currency and language of the workspace. */
export function WorkspacePage() {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const { name, timeZone, currency, locale, addressRetentionDays } = workspace;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name, timeZone, currency, locale, addressRetentionDays } },
    async (values) => {
      await api.patch('/workspace', values);
      await queryClient.invalidateQueries(sessionQuery);
      tellDone(t('settings:saved'));
    },
  );
  return (
    <>
      <PageHeader title={t('settings:workspace.title')} detail={t('settings:workspace.detail')} />
      <Stack>
        <Panel>
          <form onSubmit={onSubmit}>
            <Stack maw={FORM_WIDTH_PX}>
              <TextInput label={t('settings:workspace.name')} required {...form.getInputProps('name')} />
              <Select
                label={t('settings:workspace.timeZone')}
                description={t('settings:workspace.timeZoneHint')}
                data={timeZones()}
                searchable
                limit={50}
                {...form.getInputProps('timeZone')}
              />
              <Select
                label={t('settings:workspace.currency')}
                data={Intl.supportedValuesOf('currency')}
                searchable
                limit={50}
                {...form.getInputProps('currency')}
              />
              <Select
                label={t('settings:workspace.locale')}
                description={t('settings:workspace.localeHint')}
                data={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
                {...form.getInputProps('locale')}
              />
              <NumberInput
                label={t('settings:workspace.addressRetention')}
                description={t('settings:workspace.addressRetentionHint')}
                min={1}
                max={MAX_RETENTION_DAYS}
                allowDecimal={false}
                {...form.getInputProps('addressRetentionDays')}
              />
              <Refusal text={refusal} />
              <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
                {t('action.save')}
              </SubmitButton>
            </Stack>
          </form>
        </Panel>
        <SignInRule />
      </Stack>
    </>
  );
}
