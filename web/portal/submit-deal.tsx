import { Checkbox, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone, tellProblem } from '../ui/toast.tsx';
import { type OwnDeal, useSubmitDeal } from './queries.ts';

const EMPTY = { company: '', personName: '', email: '', phone: '', domain: '', note: '' };

/** A customer to be, before they buy. */
export function SubmitDeal({ offers }: { offers: { id: string; name: string }[] }) {
  const { t } = useTranslation();
  const submit = useSubmitDeal();
  const tell = (deal: OwnDeal) =>
    deal.status === 'refused'
      ? tellProblem(t('portal:deals.refusedAtOnce'), t(`tracking:deal.told.${deal.reason}`))
      : tellDone(t('portal:deals.done'));
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { offerId: offers[0]?.id ?? '', ...EMPTY, hasConsent: false } },
    async (deal) => {
      tell(await submit.mutateAsync(deal));
      form.reset();
      await queryClient.invalidateQueries({ queryKey: ['/portal/deals'] });
    },
  );
  const field = (name: keyof typeof EMPTY, label: string) => ({
    label: t(`portal:deals.${label}`),
    key: form.key(name),
    ...form.getInputProps(name),
  });
  if (offers.length === 0) return null;
  return (
    <Panel title={t('portal:deals.new')} detail={t('portal:deals.newDetail')}>
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
                label={t('portal:deals.offer')}
                data={offers.map(({ id, name }) => ({ value: id, label: name }))}
                allowDeselect={false}
                key={form.key('offerId')}
                {...form.getInputProps('offerId')}
              />
            )}
          </SimpleGrid>
          <Textarea autosize minRows={2} {...field('note', 'note')} />
          <Checkbox
            label={t('portal:deals.consent')}
            required
            key={form.key('hasConsent')}
            {...form.getInputProps('hasConsent', { type: 'checkbox' })}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('portal:deals.send')}</SubmitButton>
        </Stack>
      </form>
    </Panel>
  );
}
