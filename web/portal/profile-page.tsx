import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PortalProfile } from '../../server/affiliates/schema/portal.ts';
import type { Jsonified } from '../ui/api.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { useChangeProfile, useProfile } from './queries.ts';

const FORM_WIDTH_PX = 480;

/** Name and website. */
export function PortalProfilePage() {
  const { t } = useTranslation();
  const profile = useProfile();
  return (
    <>
      <PageHeader title={t('portal:profile.title')} detail={t('portal:profile.detail')} />
      <Loaded query={profile}>{(own) => <ProfileForm profile={own} />}</Loaded>
    </>
  );
}

function ProfileForm({ profile }: { profile: Jsonified<PortalProfile> }) {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        name: profile.name,
        website: profile.website ?? '',
      },
    },
    async ({ name, website }) => {
      await change({ name, website: website || null });
      tellDone(t('portal:profile.saved'));
    },
  );
  return (
    <Panel>
      <form onSubmit={onSubmit}>
        <Stack maw={FORM_WIDTH_PX}>
          <TextInput label={t('visitors:field.name')} required {...form.getInputProps('name')} />
          <TextInput label={t('visitors:field.email')} value={profile.email} readOnly />
          <TextInput
            label={t('visitors:field.website')}
            placeholder="https://"
            {...form.getInputProps('website')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('portal:profile.save')}</SubmitButton>
        </Stack>
      </form>
    </Panel>
  );
}
