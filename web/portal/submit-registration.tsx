import { Checkbox, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone, tellProblem } from '../ui/toast.tsx';
import { type OwnRegistration, useSubmitRegistration } from './queries.ts';

const EMPTY = { company: '', personName: '', email: '', phone: '', domain: '', note: '' };

/** A customer to be, before they buy. */
export function SubmitRegistration({ offers }: { offers: { id: string; name: string }[] }) {
  const { t } = useTranslation();
  const submit = useSubmitRegistration();
  const tell = (registration: OwnRegistration) =>
    registration.status === 'refused'
      ? tellProblem(
          t('portal:registrations.refusedAtOnce'),
          t(`tracking:registration.told.${registration.reason}`),
        )
      : tellDone(t('portal:registrations.done'));
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { offerId: offers[0]?.id ?? '', ...EMPTY, hasConsent: false } },
    async (registration) => {
      tell(await submit.mutateAsync(registration));
      form.reset();
      await queryClient.invalidateQueries({ queryKey: ['/portal/deal-registrations'] });
    },
  );
  const field = (name: keyof typeof EMPTY, label: string) => ({
    label: t(`portal:registrations.${label}`),
    key: form.key(name),
    ...form.getInputProps(name),
  });
  if (offers.length === 0) return null;
  return (
    <Panel title={t('portal:registrations.new')} detail={t('portal:registrations.newDetail')}>
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput required {...field('company', 'company')} />
            <TextInput {...field('domain', 'domain')} placeholder="company.example" />
            <TextInput required {...field('personName', 'person')} />
            <TextInput required type="email" {...field('email', 'email')} />
            <TextInput type="tel" {...field('phone', 'phone')} />
            {offers.length > 1 && (
              <Select
                label={t('portal:registrations.offer')}
                data={offers.map(({ id, name }) => ({ value: id, label: name }))}
                allowDeselect={false}
                key={form.key('offerId')}
                {...form.getInputProps('offerId')}
              />
            )}
          </SimpleGrid>
          <Textarea autosize minRows={2} {...field('note', 'note')} />
          <Checkbox
            label={t('portal:registrations.consent')}
            required
            key={form.key('hasConsent')}
            {...form.getInputProps('hasConsent', { type: 'checkbox' })}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('portal:registrations.send')}</SubmitButton>
        </Stack>
      </form>
    </Panel>
  );
}
