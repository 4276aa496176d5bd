import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Accepted, InvitationPage as Invitation } from '../../server/affiliates/schema/invitation.ts';
import type { InvitationPromise } from '../../server/commissions/schema.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { useEnter } from '../entry/signed-in.ts';
import { ApiProblem, api, type Jsonified } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { OfferTerms } from './offer-terms.tsx';

const route = getRouteApi('/invitation/$token');
const PAGE_WIDTH_PX = 560;

/** Who chose a password is signed in with it at once. */
type Joined = Jsonified<Accepted> & { isSignedIn: boolean };

/** What an invited person sees: the offer with its terms, and one form to join. */
export function InvitationPage() {
  const { t, i18n } = useTranslation();
  const { token } = route.useParams();
  const [joined, setJoined] = useState<Joined | null>(null);
  const invitation = useQuery({
    queryKey: ['/public/invitations', token],
    queryFn: () => api.get<Invitation>(`/public/invitations/${encodeURIComponent(token)}`),
    retry: false,
  });
  const promise = useQuery({
    queryKey: ['/public/invitations', token, 'promise', i18n.language],
    queryFn: () =>
      api.get<InvitationPromise>(`/public/invitations/${encodeURIComponent(token)}/promise`, {
        locale: i18n.language,
      }),
    retry: false,
  });
  if (joined) return <JoinedPage joined={joined} />;
  if (invitation.error instanceof ApiProblem && invitation.error.status < 500) {
    return (
      <EntryFrame title={t('visitors:invitation.gone')}>
        <Alert color="yellow">{invitation.error.message}</Alert>
      </EntryFrame>
    );
  }
  const company = invitation.data?.company.name ?? '';
  return (
    <EntryFrame
      title={t('visitors:invitation.title', { company })}
      detail={t('visitors:invitation.detail')}
      width={PAGE_WIDTH_PX}
    >
      <Loaded query={invitation}>
        {(shown) => (
          <>
            <OfferTerms offer={shown.offer} promise={promise.data?.sentence} />
            <JoinForm token={token} invitation={shown} onJoined={setJoined} />
          </>
        )}
      </Loaded>
    </EntryFrame>
  );
}

interface JoinFormProps {
  token: string;
  invitation: Jsonified<Invitation>;
  onJoined(joined: Joined): void;
}

function JoinForm({ token, invitation, onJoined }: JoinFormProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: invitation.name, password: '', payoutEmail: '' } },
    async ({ name, password, payoutEmail }) => {
      const accepted = await api.post<Accepted>(
        `/public/invitations/${encodeURIComponent(token)}/acceptance`,
        {
          name,
          password: password || undefined,
          payoutEmail: payoutEmail || undefined,
          termsVersion: invitation.offer.terms.version,
        },
      );
      const isSignedIn = accepted.signInUrl !== null && password !== '';
      if (isSignedIn) await api.signIn('/sign-in/email', { email: accepted.email, password });
      onJoined({ ...accepted, isSignedIn });
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput label={t('visitors:field.name')} required {...form.getInputProps('name')} />
        <TextInput label={t('visitors:field.email')} value={invitation.email} readOnly />
        <PasswordInput
          label={t('visitors:field.password')}
          description={t('visitors:field.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('entry:field.showPassword') }}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('visitors:field.payoutEmail')}
          description={t('visitors:field.payoutEmailHint')}
          type="email"
          {...form.getInputProps('payoutEmail')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('visitors:invitation.accept')}</SubmitButton>
      </Stack>
    </form>
  );
}

function JoinedPage({ joined }: { joined: Joined }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const { status, signInUrl, isSignedIn } = joined;
  const isWaiting = status !== 'active';
  const open = () => (signInUrl && !isSignedIn ? window.location.assign(signInUrl) : enter('/portal'));
  return (
    <EntryFrame
      title={t('visitors:joined.title')}
      detail={isWaiting ? t('visitors:joined.waiting') : t('visitors:joined.detail')}
    >
      <Button onClick={open}>{t('visitors:joined.open')}</Button>
    </EntryFrame>
  );
}
