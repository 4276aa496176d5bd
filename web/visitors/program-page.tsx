import { Alert, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramPage as Program } from '../../server/affiliates/schema/invitation.ts';
import type { ProgramPromises } from '../../server/commissions/schema.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { api, type Jsonified } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { OfferTerms } from './offer-terms.tsx';

const route = getRouteApi('/program/$slug');
const PAGE_WIDTH_PX = 560;

/** The public page on which anybody may apply to recommend. */
export function ProgramPage() {
  const { t } = useTranslation();
  const { slug } = route.useParams();
  const [isSent, setSent] = useState(false);
  const program = useQuery({
    queryKey: ['/public/programs', slug],
    queryFn: () => api.get<Program>(`/public/programs/${encodeURIComponent(slug)}`),
    retry: false,
  });
  const company = program.data?.company.name ?? '';
  return (
    <EntryFrame
      title={t('visitors:program.title', { company })}
      detail={t('visitors:program.detail')}
      width={PAGE_WIDTH_PX}
    >
      <Loaded query={program}>
        {(shown) => {
          if (isSent) return <Alert color="teal">{t('visitors:program.received')}</Alert>;
          if (shown.offers.length === 0) return <EmptyState title={t('visitors:program.closed')} />;
          return <ApplicationForm slug={slug} offers={shown.offers} onSent={() => setSent(true)} />;
        }}
      </Loaded>
    </EntryFrame>
  );
}

interface ApplicationFormProps {
  slug: string;
  offers: Jsonified<Program>['offers'];
  onSent(): void;
}

function ApplicationForm({ slug, offers, onSent }: ApplicationFormProps) {
  const { t, i18n } = useTranslation();
  const { via } = route.useSearch();
  const promises = useQuery({
    queryKey: ['/public/programs', slug, 'promises', i18n.language],
    queryFn: () =>
      api.get<ProgramPromises>(`/public/programs/${encodeURIComponent(slug)}/promises`, {
        locale: i18n.language,
      }),
    retry: false,
  });
  const [offerId, setOfferId] = useState(offers[0]?.id ?? '');
  const offer = offers.find(({ id }) => id === offerId);
  const promise = promises.data?.data.find((other) => other.offerId === offerId);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '', email: '', website: '', promotion: '' } },
    async ({ website, ...values }) => {
      await api.post(`/public/programs/${encodeURIComponent(slug)}/applications`, {
        ...values,
        website: website || undefined,
        offerId,
        via,
        termsVersion: offer?.terms.version,
      });
      onSent();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {offers.length > 1 && (
          <Select
            label={t('visitors:field.offer')}
            data={offers.map(({ id, name }) => ({ value: id, label: name }))}
            value={offerId}
            onChange={(id) => setOfferId(id ?? offerId)}
            allowDeselect={false}
          />
        )}
        {offer && <OfferTerms offer={offer} promise={promise?.sentence} />}
        <TextInput
          label={t('visitors:field.name')}
          autoComplete="name"
          required
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('visitors:field.email')}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps('email')}
        />
        <TextInput
          label={t('visitors:field.website')}
          placeholder="https://"
          {...form.getInputProps('website')}
        />
        <Textarea
          label={t('visitors:field.promotion')}
          autosize
          minRows={3}
          required
          {...form.getInputProps('promotion')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('visitors:program.apply')}</SubmitButton>
      </Stack>
    </form>
  );
}
