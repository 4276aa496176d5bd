import { Alert, Button, Group, Stack, Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PURPOSES, type Purpose } from '../../server/customers/consent/kinds.ts';
import type { PreferenceChoices, Preferences } from '../../server/customers/consent/schema.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { ApiProblem, api } from '../ui/api.ts';
import { Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

const route = getRouteApi('/preferences/$token');
const PAGE_WIDTH_PX = 520;

/** Where somebody says what they want to hear of; whoever has the address of a mail may. */
export function PreferencesPage() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const address = `/public/preferences/${encodeURIComponent(token)}`;
  const preferences = useQuery({
    queryKey: [address],
    queryFn: () => api.get<Preferences>(address),
    retry: false,
  });
  if (preferences.error instanceof ApiProblem && preferences.error.status < 500)
    return (
      <EntryFrame title={t('visitors:preferences.gone')}>
        <Alert color="yellow">{t('visitors:preferences.goneDetail')}</Alert>
      </EntryFrame>
    );
  const { company = '', maskedEmail } = preferences.data ?? {};
  return (
    <EntryFrame
      title={t('visitors:preferences.title')}
      detail={
        maskedEmail
          ? t('visitors:preferences.detail', { company, email: maskedEmail })
          : t('visitors:preferences.detailNoMail', { company })
      }
      width={PAGE_WIDTH_PX}
    >
      <Loaded query={preferences}>{(shown) => <Choices address={address} shown={shown} />}</Loaded>
    </EntryFrame>
  );
}

function Choices({ address, shown }: { address: string; shown: Preferences }) {
  const { t } = useTranslation();
  const [choices, choose] = useState<Partial<Record<Purpose, boolean>>>({});
  const [held, hold] = useState(shown);
  const save = useMutation({
    mutationFn: (wanted: PreferenceChoices) => api.post<Preferences>(address, wanted),
    onSuccess: (now) => {
      hold(now);
      choose({});
      tellDone(t('visitors:preferences.saved'));
    },
    onError: tellFailed,
  });
  const heldOf = (purpose: Purpose) => held.choices.find((one) => one.purpose === purpose)?.isGranted;
  return (
    <Stack>
      {PURPOSES.map((purpose) => (
        <Switch
          key={purpose}
          label={t(`visitors:preferences.purpose.${purpose}`)}
          description={t(`visitors:preferences.purposeDetail.${purpose}`)}
          checked={choices[purpose] ?? heldOf(purpose) ?? false}
          onChange={({ currentTarget }) => choose({ ...choices, [purpose]: currentTarget.checked })}
        />
      ))}
      <Group justify="space-between">
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() => save.mutate({ choices: {}, nothing: true })}
        >
          {t('visitors:preferences.nothing')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate({ choices, nothing: false })}>
          {t('visitors:preferences.save')}
        </Button>
      </Group>
    </Stack>
  );
}
