import { Accordion, Badge, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthProfile, HealthProfilesView } from '../../server/success/schema/health.ts';
import { useCan } from '../shell/session.ts';
import { ApiProblem, api, type Jsonified } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { AppliesTo } from './applies-to.tsx';
import { ProfileForm } from './profile-form.tsx';

/** The profiles in order; the first that applies to an account is used. All are saved together. */
export function ProfilesEditor({ view }: { view: Jsonified<HealthProfilesView> }) {
  const { t } = useTranslation();
  const can = useCan();
  const [profiles, setProfiles] = useState<HealthProfile[]>(view.profiles);
  const save = useMutation({
    mutationFn: () => api.put('/health-profiles', { profiles }),
    onSuccess: () => tellDone(t('health:saved')),
  });
  const isChanged = profiles !== view.profiles;
  const change = (changed: HealthProfile) =>
    setProfiles(profiles.map((profile) => (profile.key === changed.key ? changed : profile)));
  return (
    <Panel
      title={t('health:profiles')}
      detail={t('health:profilesDetail')}
      actions={
        can('success.write') && (
          <Button disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate()}>
            {t('action.save')}
          </Button>
        )
      }
      isFlush
    >
      {save.error && (
        <Refusal text={save.error instanceof ApiProblem ? save.error.message : t('state.error.detail')} />
      )}
      <Accordion defaultValue={profiles.at(-1)?.key} keepMounted={false}>
        {profiles.map((profile) => (
          <Accordion.Item key={profile.key} value={profile.key}>
            <Accordion.Control>
              <Group gap="sm">
                <Text fw={600} size="sm">
                  {profile.name}
                </Text>
                <AppliesTo appliesTo={profile.appliesTo} />
                <Badge variant="default" tt="none">
                  {t('health:inputCount', { count: profile.inputs.length })}
                </Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <ProfileForm profile={profile} measures={view.measures} onChange={change} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  );
}
